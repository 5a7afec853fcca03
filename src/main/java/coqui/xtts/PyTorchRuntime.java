package coqui.xtts;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Starts the native PyTorch library, once a process.
 *
 * <p>DJL reads its settings from system properties when its classes are first used, so all of them are set here, before
 * that. A property that is set already stays.
 */
final class PyTorchRuntime {

  private PyTorchRuntime() {}

  /**
   * Loads the library if need be and prepares the calling thread for inference.
   *
   * @param threads of one operation on the CPU
   * @return where to compute: a GPU if there is one, else the CPU
   */
  static Device start(int threads) {
    // Libraries come from the class path. Without this, one that does not match would be fetched from the network.
    setIfAbsent("ai.djl.offline", "true");
    setIfAbsent("ai.djl.pytorch.graph_optimizer", "false");
    Device device = Engine.getEngine("PyTorch").defaultDevice();
    // Both belong to the calling thread. The optimiser would compile during the first requests, seconds each, for no
    // gain.
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setNumThreads(threads);
    return device;
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
