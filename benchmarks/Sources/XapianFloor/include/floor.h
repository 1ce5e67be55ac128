/* The floor under the latency of a search: libxapian alone, as its manual says, on the same index file. */
#ifndef XAPIAN_FLOOR_H
#define XAPIAN_FLOOR_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct xapian_floor xapian_floor;

/* Opens a single-file index; NULL where that fails. */
xapian_floor *xapian_floor_open(const char *path);
void xapian_floor_close(xapian_floor *floor);

/* Any of the terms, one after another with a NUL behind each, and of the words that begin with `prefix` (NULL: none; of
 * them the 100 with most documents); BM25 with its defaults. Reads the docids and weights of the best `limit` documents.
 * The number of hits, or -1 where libxapian throws. */
int xapian_floor_search(xapian_floor *floor, const char *terms, size_t terms_len, const char *prefix, uint32_t limit);

#ifdef __cplusplus
}
#endif

#endif
