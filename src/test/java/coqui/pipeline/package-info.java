/** Tests of the steps; {@link coqui.pipeline.ToneModel} stands in for a model where what it says does not matter. */
package coqui.pipeline;
