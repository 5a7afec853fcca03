/**
 * Many texts at once: what a batch consists of, which of its items may be in work, and the zip that their recordings
 * go into as they are finished. Knows neither HTTP nor folders: who has a batch spoken says where the zip goes.
 */
package coqui.batch;
