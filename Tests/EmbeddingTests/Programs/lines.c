/* Answers each line of standard input with the JSON of a search. Arguments: the folder of an index, parameters of `search`
 * as JSON without the query and the last brace, such as {"limit":20 */
#include <codesearch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int count, char **arguments) {
  codesearch_index *index;
  char *result, query[4096], json[3 * sizeof query];
  if (count != 3 || codesearch_open(arguments[1], strlen(arguments[1]), &index, NULL, NULL) != CODESEARCH_OK) return 2;
  while (fgets(query, sizeof query, stdin)) {
    query[strcspn(query, "\n")] = 0;
    char *end = json + snprintf(json, sizeof query, "%s,\"query\":\"", arguments[2]);
    for (const char *at = query; *at; at++) {
      if (*at == '"' || *at == '\\') *end++ = '\\';
      *end++ = *at;
    }
    strcpy(end, "\"}");
    if (codesearch_call(index, "search", 6, json, strlen(json), &result, NULL) != CODESEARCH_OK) {
      fprintf(stderr, "%s: %s\n", query, result);
    } else {
      puts(result);
    }
    codesearch_free(result);
  }
  codesearch_close(index);
  return 0;
}
