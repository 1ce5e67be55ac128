// What stands behind the opaque handles.
#pragma once

#include "Postings.hh"

#include <xapian.h>

#include <memory>

struct cx_postings {
  std::shared_ptr<cx::PostingCache> cache;
};

struct cx_reader {
  cx::Index index;
  std::shared_ptr<cx::PostingCache> postings;
};

struct cx_writer {
  Xapian::WritableDatabase database;
};
