package coqui.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What is in the zip of a batch.
 *
 * @param files by name, in the order of the zip
 */
public record ZipContent(Map<String, byte[]> files) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public static ZipContent of(byte[] zip) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream stream = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = stream.getNextEntry(); entry != null; entry = stream.getNextEntry()) {
        files.put(entry.getName(), stream.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ZipContent(files);
  }

  /** The names of all files but the manifest. */
  public List<String> recordings() {
    List<String> names = new ArrayList<>(files.keySet());
    names.remove("manifest.json");
    return names;
  }

  public JsonNode manifest() {
    try {
      return JSON.readTree(files.get("manifest.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it tells of an item. */
  public JsonNode result(int index) {
    return manifest().path("results").path(index);
  }

  /** The code of an item's error; empty where it was spoken. */
  public String errorCode(int index) {
    return result(index).path("error").path("code").asText();
  }
}
