// The best documents for any of some clauses, where every term counts once in a document.
#pragma once

#include "Clauses.hh"
#include "Deadline.hh"
#include "Postings.hh"

namespace cx {

/// Writes what libxapian's own matcher would find with BM25, up to rounding and ties, into `hits`.
void rank(const Index &index, PostingCache &cache, const Clauses &clauses, const cx_search_options &options,
          const Deadline &deadline, cx_hits &hits);

}  // namespace cx
