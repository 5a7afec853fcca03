package coqui.bench;

import java.nio.file.Path;

/**
 * The checkpoint that is measured.
 *
 * @param name what the report calls it
 * @param checkpoint its folder
 * @param random whether its codes are noise, which a server would take for failures of the model
 */
public record MeasuredModel(String name, Path checkpoint, boolean random) {}
