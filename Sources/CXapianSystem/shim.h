/* The library is C++: only CXapian includes xapian.h. This module exists for its pkg-config flags and the apt hint. */
