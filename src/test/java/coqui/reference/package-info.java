/** Reading reference data in tests: what Coqui's own code computed, as NumPy archives. */
package coqui.reference;
