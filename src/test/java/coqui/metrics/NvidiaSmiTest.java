package coqui.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the tools are shell scripts")
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class NvidiaSmiTest {

  private static final Duration AMPLE = Duration.ofSeconds(30);

  @TempDir
  private Path folder;

  private NvidiaSmi tool(String commands, Duration limit) throws IOException {
    return new NvidiaSmi(FakeNvidiaSmi.doing(folder, commands).toString(), limit);
  }

  @Test
  void gpus_toolTellsOfOne_isThatOne() throws Exception {
    assertThat(tool("echo '0, 37, 1024, 15360'", AMPLE).gpus()).hasSize(1);
  }

  @Test
  void gpus_askedFor_namesTheFieldsInTheirOrder() throws Exception {
    Path asked = folder.resolve("asked");

    tool("echo \"$@\" > " + asked, AMPLE).gpus();

    assertThat(asked).hasContent(
        "--query-gpu=index,utilization.gpu,memory.used,memory.total --format=csv,noheader,nounits");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "echo 'NVIDIA-SMI has failed because it could not communicate with the driver'; exit 9 | ended with 9",
      "echo 'Segmentation fault'                                                             | it says",
      "kill -9 $$                                                                            | ended with 137",
      "exec yes                                                                              | prints more than",
      "sleep 1000                                                                            | takes longer than",
      "echo '0, 1, 1, 2'; exec >&-; sleep 1000                                               | takes longer than"})
  void gpus_toolFailsInSomeWay_isAnException(String commands, String told) throws Exception {
    boolean hangs = commands.contains("sleep");

    assertThatThrownBy(tool(commands, hangs ? Duration.ofMillis(300) : AMPLE)::gpus)
        .isInstanceOf(IOException.class).hasMessageContaining(told);
  }

  @Test
  void gpus_toolHangs_isKilledWithWhatItStarted() throws Exception {
    Path ids = folder.resolve("ids");
    NvidiaSmi hanging = tool("sleep 1000 & echo $$ $! > " + ids + "; wait", Duration.ofSeconds(1));

    assertThatThrownBy(hanging::gpus).isInstanceOf(IOException.class);

    for (String id : Files.readString(ids).strip().split(" ")) {
      ProcessHandle.of(Long.parseLong(id)).ifPresent(process -> process.onExit().join());
    }
  }

  @Test
  void gpus_noSuchTool_saysThatItIsAbsent() {
    assertThatThrownBy(new NvidiaSmi(folder.resolve("nothing").toString(), AMPLE)::gpus)
        .isInstanceOf(NvidiaSmi.AbsentException.class);
  }
}
