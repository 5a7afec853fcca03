package coqui.listening;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a test where nobody can listen, and says so. */
final class RecogniserIsThere implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (Recogniser.IS_THERE) {
      return ConditionEvaluationResult.enabled("");
    }
    String skipped = "SKIPPED, nobody listened: %s; %s".formatted(context.getDisplayName(), Recogniser.HOW_TO_GET);
    System.err.println(skipped);
    return ConditionEvaluationResult.disabled(skipped);
  }
}
