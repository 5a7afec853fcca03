/** Who may pass: pages of which origins, which API keys, how often. Decided by the head of a request alone. */
package coqui.http.guard;
