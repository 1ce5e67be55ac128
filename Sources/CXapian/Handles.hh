// What stands behind the opaque handles.
#pragma once

#include <xapian.h>

struct cx_reader {
  Xapian::Database database;
};

struct cx_writer {
  Xapian::WritableDatabase database;
};
