#include "Guard.hh"

#include <xapian.h>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor &) = delete;
  Descriptor &operator=(const Descriptor &) = delete;
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }

  int get() const { return fd_; }
  int release() {
    int released = fd_;
    fd_ = -1;
    return released;
  }

 private:
  int fd_;
};

// A part is a directory of tables or a single file. Neither way lets libxapian look for a stub.
Xapian::Database open_part(const char *path) {
  if (!path || !*path) cx::refuse("a part without path");
  Descriptor part(open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (part.get() < 0) cx::fail_system(path, errno);
  struct stat status;
  if (fstat(part.get(), &status) != 0) cx::fail_system(path, errno);
  if (S_ISDIR(status.st_mode)) return Xapian::Database(path, Xapian::DB_BACKEND_GLASS);
  if (!S_ISREG(status.st_mode)) throw cx::Failure(CX_CORRUPT, std::string(path) + ": not an index");
  return Xapian::Database(part.release(), Xapian::DB_BACKEND_GLASS);
}

}  // namespace

cx_status cx_compact(const char *const *parts, size_t count, const char *destination, uint32_t *last_docids,
                     cx_error **error) noexcept {
  return cx::guarded(error, [&] {
    if (!parts || count == 0 || !destination || !*destination) cx::refuse("parts or destination is missing");
    Xapian::Database merged;
    for (size_t index = 0; index < count; ++index) {
      auto part = open_part(parts[index]);
      if (last_docids) last_docids[index] = part.get_lastdocid();
      merged.add_database(part);
    }
    Descriptor output(open(destination, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644));
    if (output.get() < 0) cx::fail_system(destination, errno);
    try {
      merged.compact(output.release(), Xapian::DBCOMPACT_SINGLE_FILE | Xapian::Compactor::FULL);
    } catch (...) {
      unlink(destination);
      throw;
    }
  });
}
