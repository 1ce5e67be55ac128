/* The floor under the latency of a search: libxapian alone, as its manual says, on the same index file. */
#ifndef XAPIAN_FLOOR_H
#define XAPIAN_FLOOR_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct xapian_floor xapian_floor;

/* Opens an index, a single file or a folder; NULL where that fails. */
xapian_floor *xapian_floor_open(const char *path);
void xapian_floor_close(xapian_floor *floor);

/* Any of the terms of `query`, which blanks separate; `hyper*` stands for the 100 terms with most documents that begin
 * so, `+XShcpcs|XScpt` keeps only documents with one of these terms. BM25 with its defaults. Reads the docids and weights of
 * the best `limit` documents. The number of hits, or -1 where libxapian throws. */
int xapian_floor_search(xapian_floor *floor, const char *query, uint32_t limit);

/* How many of the bytes of `prefix` some term begins with: terms are stems, and shorter than what is typed. */
size_t xapian_floor_common_prefix(xapian_floor *floor, const char *prefix);

#ifdef __cplusplus
}
#endif

#endif
