package coqui.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An object of a class in TorchScript.
 *
 * @param className the class in the source, without {@code __torch__.} before it
 * @param attributes a value for every attribute that the class declares; tensors are written in this order
 */
public record ScriptModule(String className, Map<String, ScriptValue> attributes) {

  public ScriptModule {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }
}
