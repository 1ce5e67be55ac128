/*
 * codesearch: offline full-text search for medical coding. C99 and C++17.
 *
 * Conventions
 * - Text that goes in is UTF-8, pointer and length in bytes; it need not end with a NUL and is read during the call only.
 *   A length of 0 is the empty text, and its pointer may be NULL.
 * - A function that can fail returns a status: CODESEARCH_OK, or the exit status that the command line has for the fault.
 *   Nothing that is handed in, neither NULL nor bytes that are no UTF-8 nor a handle that was closed, ends the process.
 * - `result` takes a text of the library: JSON on one line where the status is CODESEARCH_OK, otherwise a message for
 *   people: what is wrong and, on a line of its own, what to do. `length` takes its bytes; a NUL that is not counted
 *   follows. The caller owns the text and gives it back with `codesearch_free`, whatever the status. `result`, `length` or
 *   both may be NULL where they are not wanted. After CODESEARCH_NO_MEMORY `*result` is NULL.
 * - All functions may be called by any number of threads at once, with the same handle, too. A thread needs a stack of
 *   512 KiB, which every default has.
 * - The JSON is that of `codesearch --format json`. A field is added without notice; where one changes its meaning or goes,
 *   the number in the member "format" is raised.
 *
 * Example
 *
 *   codesearch_index *index;
 *   char *text;
 *   const char *query = "kidney stone";
 *   if (codesearch_open("Indexes/default", 15, &index, &text, NULL) == CODESEARCH_OK) {
 *     codesearch_search(index, query, strlen(query), 10, &text, NULL);
 *     puts(text);
 *     codesearch_free(text);
 *     codesearch_close(index);
 *   }
 *
 * Link with `pkg-config --cflags --libs codesearch`.
 */
#ifndef CODESEARCH_H
#define CODESEARCH_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Versions -------------------------------------------------------------------------------------------------- */

/* The ABI that this header describes. It is raised when a function goes or changes; a new function does not raise it. The
 * shared object's name ends with it: libcodesearch.so.1. */
#define CODESEARCH_ABI_VERSION 1

/* The ABI of the library that is loaded: a program stops where it is not CODESEARCH_ABI_VERSION. */
uint32_t codesearch_abi_version(void);

/* ---- Status ---------------------------------------------------------------------------------------------------- */

enum {
  CODESEARCH_OK = 0,            /* answered; no results are an answer, too */
  CODESEARCH_QUERY = 2,         /* the query, a parameter or a pointer cannot be used */
  CODESEARCH_INDEX_MISSING = 3, /* there is no index in the folder */
  CODESEARCH_INDEX_CORRUPT = 4, /* the index is damaged, of another format, or not ours */
  CODESEARCH_BUSY = 5,          /* another process holds what is needed */
  CODESEARCH_IO = 6,            /* reading failed */
  CODESEARCH_INTERNAL = 70,     /* a fault of the library */
  CODESEARCH_NO_MEMORY = 71     /* there was no memory for the result */
};

/* ---- Index ----------------------------------------------------------------------------------------------------- */

/* An index that is open for searches. The handle is a number in the clothes of a pointer and points nowhere. */
typedef struct codesearch_index codesearch_index;

/* Opens the published generation of the index in the folder `path`.
 * On CODESEARCH_OK `*index` is a handle for `codesearch_close` and nothing else has to be freed: `*result` is NULL.
 * Otherwise `*index` is NULL. Fails with INDEX_MISSING, INDEX_CORRUPT, IO, and QUERY for a path that is no text. */
int codesearch_open(const char *path, size_t path_length, codesearch_index **index, char **result, size_t *length);

/* Closes an index; calls that run go on to their end. NULL and a handle that was closed are left alone. */
void codesearch_close(codesearch_index *index);

/* Takes up the newest generation where another one has been published; calls that run finish on theirs.
 * The result is {"changed":true|false,"format":1,"generation":"…"}. After a failure (INDEX_MISSING, INDEX_CORRUPT, IO) the
 * index answers from the generation that it has. */
int codesearch_refresh(codesearch_index *index, char **result, size_t *length);

/* ---- Requests -------------------------------------------------------------------------------------------------- */

/* Searches as of today: at most `limit` results, 1 to 1000. `codesearch_call` with "search" has all parameters.
 * Fails with QUERY for a query that cannot be read; the message shows the place. */
int codesearch_search(
    codesearch_index *index, const char *query, size_t query_length, int32_t limit, char **result, size_t *length);

/* Answers one operation: search, card, browse, check, edits, coverage, guideline, crosswalk, fee, explain, status.
 * `parameters` is a JSON object of at most 1 MiB such as {"code":"E11.9","on":"2026-01-15"}; the empty text is {}.
 * Fails with QUERY for an operation or a parameter that there is not, or a value that it does not take. */
int codesearch_call(
    codesearch_index *index, const char *operation, size_t operation_length, const char *parameters,
    size_t parameters_length, char **result, size_t *length);

/* The operations with the JSON Schemas of their parameters ("input") and answers ("output"), as a JSON list. */
int codesearch_describe(char **result, size_t *length);

/* Gives back a text of the library. NULL is left alone. */
void codesearch_free(char *result);

#ifdef __cplusplus
}
#endif

#endif
