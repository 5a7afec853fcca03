/** What SillyTavern's XTTS client asks for, below {@code /sillytavern/}. */
package coqui.http.sillytavern;
