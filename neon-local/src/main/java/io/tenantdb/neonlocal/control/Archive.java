package io.tenantdb.neonlocal.control;

import java.nio.file.Path;
import java.util.List;

/** Where documents are kept. */
interface Archive {

  /** Keeps nothing. */
  Archive NOWHERE =
      new Archive() {
        @Override
        public void write(Path file, Object document) {}

        @Override
        public <T> List<T> readAll(Path folder, Class<T> type) {
          return List.of();
        }

        @Override
        public void delete(Path file) {}
      };

  void write(Path file, Object document);

  <T> List<T> readAll(Path folder, Class<T> type);

  void delete(Path file);
}
