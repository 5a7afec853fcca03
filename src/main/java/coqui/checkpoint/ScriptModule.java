package coqui.checkpoint;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * An object of a class in TorchScript.
 *
 * @param className the class in the source, without {@code __torch__.} before it
 * @param attributes a value for every attribute that the class declares; any order
 */
public record ScriptModule(String className, Map<String, ScriptValue> attributes) {

  public ScriptModule {
    // Sorted, so that the same module is the same archive, byte for byte, whatever map it came in.
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }
}
