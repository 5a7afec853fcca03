/** What a browser is shown: the page at {@code /}, and the contract at {@code /docs}. */
package coqui.http.page;
