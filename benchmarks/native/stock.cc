// An index as libxapian's guide builds one, for `quest`: TermGenerator with the English stemmer and positions, the text
// as document data, compacted.
//
// usage: stock INDEX < TEXTS   a document a line
#include <xapian.h>

#include <cstdio>
#include <iostream>
#include <string>

int main(int count, char **arguments) try {
  if (count != 2) return std::fprintf(stderr, "usage: stock INDEX < TEXTS\n"), 2;
  std::string path = arguments[1], loose = path + ".loose";
  {
    Xapian::WritableDatabase database(loose, Xapian::DB_CREATE_OR_OVERWRITE);
    Xapian::TermGenerator generator;
    generator.set_stemmer(Xapian::Stem("english"));
    for (std::string line; std::getline(std::cin, line);) {
      Xapian::Document document;
      document.set_data(line);
      generator.set_document(document);
      generator.index_text(line);
      database.add_document(document);
    }
    database.commit();
  }
  Xapian::Database(loose).compact(path, Xapian::DBCOMPACT_SINGLE_FILE);
  return 0;
} catch (const Xapian::Error &error) {
  return std::fprintf(stderr, "stock: %s\n", error.get_description().c_str()), 1;
}
