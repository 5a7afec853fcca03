"""Measures how long Prometheus would wait for the metrics while the service has as much to speak as it can: ten clients
ask for speech again and again, and a hundred times a run the metrics are read. README.md tells how to run and read it."""

import argparse
import http.client
import json
import os
import threading
import time
import urllib.request

CLIENTS = 10
RUNS = 3
SCRAPES = 100
SECONDS_BETWEEN_SCRAPES = 0.1
SECONDS_UNTIL_BUSY = 15
TEXT = "The train leaves at half past twelve, and nobody on the platform has seen the driver yet. " * 3


def speak_for_ever(port):
    body = json.dumps({"text": TEXT}).encode()
    while True:
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/tts", data=body, headers={"Content-Type": "application/json"})
        urllib.request.urlopen(request, timeout=300).read()


def scrape_milliseconds(connection):
    began = time.perf_counter()
    connection.request("GET", "/metrics")
    answer = connection.getresponse()
    text = answer.read().decode()
    if answer.status != 200:
        raise SystemExit(f"/metrics answers {answer.status}")
    return (time.perf_counter() - began) * 1000, text


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--port", type=int, default=8080, help="of the service")
    options.add_argument("--management-port", type=int, default=9876)
    asked = options.parse_args()
    for _ in range(CLIENTS):
        threading.Thread(target=speak_for_ever, args=(asked.port,), daemon=True).start()
    time.sleep(SECONDS_UNTIL_BUSY)
    connection = http.client.HTTPConnection("127.0.0.1", asked.management_port)
    for _ in range(RUNS):
        times = []
        for _ in range(SCRAPES):
            milliseconds, text = scrape_milliseconds(connection)
            times.append(milliseconds)
            time.sleep(SECONDS_BETWEEN_SCRAPES)
        times.sort()
        in_work = next(line.split()[1] for line in text.splitlines() if line.startswith("coqui_requests_in_work "))
        print(f"median {times[SCRAPES // 2]:.1f} ms, p95 {times[SCRAPES * 95 // 100 - 1]:.1f} ms, "
              f"most {times[-1]:.1f} ms; {len(text)} characters; {float(in_work):.0f} requests in work; "
              f"load {os.getloadavg()[0]:.1f}", flush=True)


if __name__ == "__main__":
    main()
