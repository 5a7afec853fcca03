/**
 * The HTTP contract as data: {@code openapi.yaml}, the JSON of a request, and its check against the schemas, so that
 * what is documented is what is enforced. Types, ranges, lengths, required and unknown fields are said there and
 * nowhere else.
 *
 * <p>Nothing here knows HTTP: the command line, which asks for speech as well, is held to the same schemas.
 */
package coqui.contract;
