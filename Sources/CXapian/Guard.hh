// The one place where C++ exceptions end: `guarded` runs a body and turns whatever it throws into a status.
#pragma once

#include "cxapian.h"

#include <stdexcept>
#include <string>

namespace cx {

/// A failure that the bridge itself finds, with the status to report.
class Failure : public std::runtime_error {
 public:
  Failure(cx_status status, const std::string &message, int system_error = 0)
      : std::runtime_error(message), status(status), system_error(system_error) {}

  const cx_status status;
  const int system_error;
};

[[noreturn]] inline void refuse(const std::string &message) { throw Failure(CX_INVALID_ARGUMENT, message); }

/// `message: strerror(system_error)`, as CX_IO, CX_NO_SPACE or CX_NOT_FOUND.
[[noreturn]] void fail_system(const std::string &message, int system_error);

/// Translates the exception in flight; call from a catch block only.
cx_status translate_exception(cx_error **error) noexcept;

template <class Body>
cx_status guarded(cx_error **error, Body &&body) noexcept {
  if (error) *error = nullptr;
  try {
    body();
    return CX_OK;
  } catch (...) {
    return translate_exception(error);
  }
}

inline std::string text(const uint8_t *bytes, size_t length) {
  if (!length) return std::string();
  if (!bytes) refuse("NULL with a length");
  return std::string(reinterpret_cast<const char *>(bytes), length);
}

}  // namespace cx
