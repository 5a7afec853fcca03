"""Draws config/grafana/dashboard.json as a picture, with the data of a Prometheus; for machines without a Grafana.

    pip install matplotlib pillow
    python src/docs/dashboard.py --prometheus http://127.0.0.1:9095 --minutes 15 --out src/docs/dashboard.png

Each panel is where the dashboard's gridPos puts it and shows what its queries answer. Ends with status 1 if a panel has
no data, unless the dashboard says what stands there then (noValue: no GPU, no faults).
"""

import argparse
import json
import math
import re
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

import matplotlib
import numpy as np
from PIL import Image

matplotlib.use("Agg")
from matplotlib import pyplot as plt  # noqa: E402
from matplotlib.colors import PowerNorm  # noqa: E402
from matplotlib.ticker import FuncFormatter, MaxNLocator  # noqa: E402

COLUMNS = 24
UNIT_WIDTH, UNIT_HEIGHT, DPI = 0.66, 0.30, 100  # inches of a grid unit
PAGE, CARD, TEXT, FAINT = "#111217", "#181b1f", "#ccccdc", "#8e8ea0"
SERIES = ["#73bf69", "#f2cc0c", "#5794f2", "#ff780a", "#f2495c", "#b877d9", "#8ab8ff", "#fade2a", "#96d98d", "#ffa6b0"]
NAMED = {"green": "#73bf69", "orange": "#ff9830", "red": "#f2495c", "text": TEXT, "transparent": CARD}


class Prometheus:
    """The last minutes of one, through its HTTP API."""

    def __init__(self, url, minutes, scrape_seconds):
        self.url, self.end = url, time.time()
        self.seconds = minutes * 60
        self.step = max(scrape_seconds, self.seconds // 240)
        self.variables = {
            "$__rate_interval": f"{max(4 * scrape_seconds, self.step + scrape_seconds)}s",
            "$__range": f"{self.seconds}s",
            "$instance": ".+",
        }

    def now(self, query):
        return self._ask("query", query, time=self.end)

    def course(self, query):
        return self._ask("query_range", query, start=self.end - self.seconds, end=self.end, step=self.step)

    def _ask(self, kind, query, **when):
        for name, value in self.variables.items():
            query = query.replace(name, value)
        address = f"{self.url}/api/v1/{kind}?" + urllib.parse.urlencode({"query": query, **when})
        with urllib.request.urlopen(address, timeout=30) as answer:
            return json.load(answer)["data"]["result"]


def legend(pattern, labels):
    return re.sub(r"{{\s*(\w+)\s*}}", lambda name: labels.get(name[1], ""), pattern).strip()


def written(value, unit, decimals=None):
    """A number as Grafana would write it."""
    if unit == "percentunit":
        return f"{value * 100:.{1 if decimals is None else decimals}f}%"
    if unit == "currencyUSD":
        return f"${value:.{2 if decimals is None else decimals}f}"
    if unit == "bytes":
        power = min(4, int(math.log(max(value, 1), 1024)))
        return f"{value / 1024**power:.3g} " + ["B", "KiB", "MiB", "GiB", "TiB"][power]
    if unit == "s":
        for seconds, name in ((86400, "days"), (3600, "h"), (60, "min")):
            if value >= 2 * seconds:
                return f"{value / seconds:.3g} {name}"
        return f"{value * 1000:.3g} ms" if 0 < value < 1 else f"{value:.3g} s"
    number = f"{value:.{decimals}f}" if decimals is not None else f"{value:.3g}"
    return number + {"reqps": " req/s", "ops": " ops/s", "cps": " c/s"}.get(unit, "")


def threshold_color(defaults, value):
    color = TEXT
    for step in defaults["thresholds"]["steps"]:
        if step["value"] is None or value >= step["value"]:
            color = NAMED.get(step["color"], TEXT)
    return color


def absent(axes, defaults):
    """Says what the dashboard says where there is nothing; False if it says nothing."""
    said = defaults.get("noValue")
    axes.text(0.5, 0.5, said or "No data", color=FAINT, ha="center", va="center", transform=axes.transAxes, fontsize=11)
    axes.set_axis_off()
    return said is not None


def draw_stat(axes, panel, prometheus):
    defaults, options = panel["fieldConfig"]["defaults"], panel["options"]
    target = panel["targets"][0]
    found = [(labels["metric"], float(labels["value"][1])) for labels in prometheus.now(target["expr"])]
    found = [(labels, value) for labels, value in found if math.isfinite(value)]
    if not found:
        return absent(axes, defaults)
    labels, value = found[0]
    color = threshold_color(defaults, value)
    said = written(value, defaults["unit"], defaults.get("decimals"))
    for mapping in defaults["mappings"]:
        said = mapping["options"].get(f"{value:.0f}", {"text": said})["text"]
    if options["textMode"] == "name":
        said = legend(target["legendFormat"], labels)
    if options["colorMode"] == "background":
        axes.set_facecolor(color)
        axes.patch.set_visible(True)
        color = PAGE
    axes.text(0.5, 0.45, said, color=color, ha="center", va="center", transform=axes.transAxes,
              fontsize=min(22, 60 * panel["gridPos"]["w"] / len(said)), weight="bold")
    axes.set_xticks([])
    axes.set_yticks([])
    return True


def draw_course(axes, panel, prometheus):
    defaults = panel["fieldConfig"]["defaults"]
    custom = defaults["custom"]
    courses = []
    for target in panel["targets"]:
        answer = prometheus.course(target["expr"])
        for line in sorted(answer, key=lambda line: legend(target["legendFormat"], line["metric"])):
            points = {round(float(when)): float(value) for when, value in line["values"]}
            if any(math.isfinite(value) for value in points.values()):
                courses.append((legend(target["legendFormat"], line["metric"]) or "value", points))
    if not courses:
        return absent(axes, defaults)
    times = np.arange(0, prometheus.seconds + 1, prometheus.step) + round(prometheus.end - prometheus.seconds)
    stacked = np.zeros(len(times))
    for number, (name, points) in enumerate(courses):
        color = SERIES[number % len(SERIES)]
        values = np.array([points.get(int(when), math.nan) for when in times])
        if custom["stacking"]["mode"] == "normal":
            below, stacked = stacked, stacked + np.nan_to_num(values)
            axes.fill_between(times, below, stacked, color=color, alpha=custom["fillOpacity"] / 100, linewidth=0)
            axes.plot(times, stacked, color=color, linewidth=1, label=name)
        else:
            values[~np.isfinite(values)] = math.nan
            axes.fill_between(times, 0, values, color=color, alpha=custom["fillOpacity"] / 100, linewidth=0)
            axes.plot(times, values, color=color, linewidth=1.2, label=name)
    axes.set_ylim(bottom=defaults.get("min"), top=max(defaults.get("max", 0), axes.get_ylim()[1] * 1.05))
    if custom["thresholdsStyle"]["mode"] == "line":
        for step in defaults["thresholds"]["steps"][1:]:
            if step["value"] < axes.get_ylim()[1]:
                axes.axhline(step["value"], color=NAMED[step["color"]], linewidth=1, linestyle=(0, (6, 4)))
    axes.yaxis.set_major_locator(MaxNLocator(5, integer=defaults.get("decimals") == 0))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: written(value, defaults["unit"])))
    columns = panel["gridPos"]["w"] * 10 // (4 + max(len(name) for name, _ in courses))
    axes.legend(loc="upper left", bbox_to_anchor=(-0.02, -0.10), ncols=max(1, columns), fontsize=6.5, labelcolor=TEXT,
                frameon=False, handlelength=1, columnspacing=1)
    return clock(axes, times)


def draw_heatmap(axes, panel, prometheus):
    defaults = panel["fieldConfig"]["defaults"]
    rows = sorted((float(row["metric"]["le"].replace("+Inf", "inf")), dict(row["values"]))
                  for row in prometheus.course(panel["targets"][0]["expr"]))
    if not rows:
        return absent(axes, defaults)
    times = sorted({when for _, row in rows for when in row})
    cumulated = np.array([[float(row.get(when, 0)) for when in times] for _, row in rows])
    counts = np.diff(cumulated, axis=0, prepend=0).clip(min=0)
    seen = np.flatnonzero(counts.sum(axis=1) > 1e-9)
    counts, bounds = counts[seen[0]:seen[-1] + 1], [bound for bound, _ in rows][seen[0]:seen[-1] + 1]
    axes.pcolormesh(times, np.arange(len(bounds)), np.where(counts > 1e-9, counts, math.nan), cmap="Oranges_r",
                    norm=PowerNorm(0.5), shading="nearest")
    axes.set_yticks(range(len(bounds)), ["more" if bound == math.inf else written(bound, "s") for bound in bounds])
    return clock(axes, np.array(times))


def clock(axes, times):
    """Hours and minutes below, and a grid."""
    axes.set_xlim(times[0], times[-1])
    axes.xaxis.set_major_locator(MaxNLocator(5))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda when, _: time.strftime("%H:%M", time.gmtime(when))))
    axes.tick_params(colors=FAINT, labelsize=6.5, length=0)
    axes.grid(color="#2c3235", linewidth=0.5)
    axes.set_axisbelow(True)
    return True


DRAWN = {"stat": draw_stat, "timeseries": draw_course, "heatmap": draw_heatmap}


def draw(dashboard, prometheus):
    """The picture, and the titles of panels that have no data."""
    units = max(panel["gridPos"]["y"] + panel["gridPos"]["h"] for panel in dashboard["panels"])
    width, height = COLUMNS * UNIT_WIDTH, units * UNIT_HEIGHT
    figure = plt.figure(figsize=(width, height), dpi=DPI, facecolor=PAGE)
    empty = []
    for panel in dashboard["panels"]:
        grid = panel["gridPos"]
        left, top = grid["x"] * UNIT_WIDTH, grid["y"] * UNIT_HEIGHT
        wide, high = grid["w"] * UNIT_WIDTH, grid["h"] * UNIT_HEIGHT
        if panel["type"] == "row":
            figure.text((left + 0.1) / width, 1 - (top + high / 2) / height, "▾ " + panel["title"], color=TEXT,
                        fontsize=10, va="center", weight="bold")
            continue
        card = figure.add_axes((
            (left + 0.04) / width, 1 - (top + high - 0.04) / height, (wide - 0.08) / width, (high - 0.08) / height))
        card.set_facecolor(CARD)
        card.set_xticks([])
        card.set_yticks([])
        figure.text((left + 0.14) / width, 1 - (top + 0.2) / height, panel["title"], color=TEXT, fontsize=8.5,
                    va="center")
        stat = panel["type"] == "stat"
        margin = (0.04, 0.04) if stat else (0.75, 0.62)  # left and bottom
        axes = figure.add_axes((
            (left + margin[0]) / width, 1 - (top + high - margin[1]) / height,
            (wide - margin[0] - (0.04 if stat else 0.2)) / width, (high - margin[1] - 0.36) / height))
        axes.patch.set_visible(False)
        for spine in [*axes.spines.values(), *card.spines.values()]:
            spine.set_visible(False)
        if not DRAWN[panel["type"]](axes, panel, prometheus):
            empty.append(panel["title"])
    return figure, empty


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--prometheus", required=True, help="its address")
    parser.add_argument("--minutes", type=int, default=180, help="how many of the last ones")
    parser.add_argument("--scrape-seconds", type=int, default=15, help="how often that Prometheus reads the service")
    parser.add_argument("--dashboard", type=Path, default=Path("config/grafana/dashboard.json"))
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    figure, empty = draw(
        json.loads(asked.dashboard.read_text()), Prometheus(asked.prometheus, asked.minutes, asked.scrape_seconds))
    figure.savefig(asked.out, facecolor=PAGE)
    Image.open(asked.out).convert("RGB").quantize(128).save(asked.out, optimize=True)  # a third of the bytes
    print(f"{asked.out}: {asked.out.stat().st_size // 1024} KiB")
    if empty:
        sys.exit(f"no data: {', '.join(empty)}")


if __name__ == "__main__":
    main()
