/** Tests of the edge, most of them against a real server on a free port ({@link coqui.http.LiveServer}). */
package coqui.http;
