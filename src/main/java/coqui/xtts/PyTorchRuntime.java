package coqui.xtts;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the native PyTorch library, once a process.
 *
 * <p>DJL reads its settings from system properties when its classes are first used, so all of them are set here, before
 * that. A property that is set already stays.
 */
final class PyTorchRuntime {

  private static final Logger LOG = LoggerFactory.getLogger(PyTorchRuntime.class);
  private static final String WAIT_POLICY = "OMP_WAIT_POLICY";

  private PyTorchRuntime() {}

  /**
   * Loads the library if need be and prepares the calling thread for inference.
   *
   * @param threads of one operation on the CPU
   * @return where to compute: a GPU if there is one, else the CPU
   */
  static Device start(int threads) {
    Device device = device();
    withoutOptimizer();
    JniUtils.setNumThreads(threads);   // of the calling thread
    return device;
  }

  /** The optimiser would compile during the calling thread's first calls, seconds each, for no gain. */
  static void withoutOptimizer() {
    JniUtils.setGraphExecutorOptimize(false);
  }

  /** Loads the library if need be; any thread. */
  static Device device() {
    // Libraries come from the class path. Without this, one that does not match would be fetched from the network.
    setIfAbsent("ai.djl.offline", "true");
    setIfAbsent("ai.djl.pytorch.graph_optimizer", "false");
    letThreadsSpinBriefly();
    return Engine.getEngine("PyTorch").defaultDevice();
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /**
   * OpenMP's threads spin while they wait for one another, by default so long that they starve whatever else wants their
   * processor, and then themselves: beside a busy process two threads took 2,767 ms for what takes them 221 ms if they
   * sleep at once. But a step of the GPT has hundreds of waits of microseconds, and sleeping through each made it take
   * up to twice as long. So they spin for about as long as those last: ten times as long would make a step another
   * fifth faster on a quiet machine, and speech seven times slower on a busy one. OpenMP reads its environment once,
   * when the library is loaded, and Java cannot set that; the C library can. What the operator has set there stays.
   */
  private static void letThreadsSpinBriefly() {
    if (Platform.isWindows() || System.getenv(WAIT_POLICY) != null) {
      return;
    }
    try {
      Function setenv = NativeLibrary.getProcess().getFunction("setenv");
      int keepIfSet = 0;
      setenv.invokeInt(new Object[] {WAIT_POLICY, "passive", keepIfSet});
      setenv.invokeInt(new Object[] {"GOMP_SPINCOUNT", "1000", keepIfSet});   // GNU's prefers it to the policy
    } catch (LinkageError e) {
      LOG.debug("OpenMP's threads will spin while they wait", e);
    }
  }
}
