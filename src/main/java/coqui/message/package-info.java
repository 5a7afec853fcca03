/** Speech for those who come by a queue, say, and not over HTTP: steps for routes of users' own. */
package coqui.message;
