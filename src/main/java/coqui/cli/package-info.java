/**
 * The commands. Each reads its options, lets a room do the work and prints the outcome: results on standard output,
 * progress and errors on standard error. Exit codes: 0 done, 1 failed, 2 asked for wrongly.
 */
package coqui.cli;
