package io.tenantdb.neonlocal.control;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tenantdb.neonlocal.model.Operation;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** What became of the operations of each project; guarded by the store's lock. */
final class OperationHistory {

  /** Neon keeps about six months; this many a project are enough for a laptop. */
  private static final int KEPT = 10_000;

  private final Store store;
  private final @Nullable Path folder;
  private final JsonMapper json;
  private final Map<String, Records> byProject = new HashMap<>();

  private record Records(
      OperationLog log,
      SequencedMap<String, Operation> all,
      SequencedMap<String, Operation> unfinished) {

    void add(Operation operation) {
      all.put(operation.id(), operation);
      if (operation.status().isFinal()) {
        unfinished.remove(operation.id());
      } else {
        unfinished.put(operation.id(), operation);
      }
    }
  }

  OperationHistory(Store store, @Nullable Path folder, JsonMapper json) {
    this.store = store;
    this.folder = folder;
    this.json = json;
  }

  void record(String projectId, Collection<Operation> changed) {
    store.locked(
        () -> {
          Records records = of(projectId);
          records.log().append(changed);
          changed.forEach(records::add);
          while (records.all().size() > KEPT) {
            records.all().pollFirstEntry();
          }
          return records;
        });
  }

  boolean isBusy(String projectId) {
    return store.locked(() -> !of(projectId).unfinished().isEmpty());
  }

  List<Operation> unfinished(String projectId) {
    return store.locked(() -> List.copyOf(of(projectId).unfinished().values()));
  }

  List<Operation> newestFirst(String projectId) {
    return store.locked(() -> List.copyOf(of(projectId).all().reversed().values()));
  }

  Optional<Operation> find(String projectId, String operationId) {
    return store.locked(() -> Optional.ofNullable(of(projectId).all().get(operationId)));
  }

  private Records of(String projectId) {
    return byProject.computeIfAbsent(projectId, this::load);
  }

  private Records load(String projectId) {
    OperationLog log =
        new OperationLog(folder == null ? null : folder.resolve(projectId + ".operations"), json);
    Records records = new Records(log, new LinkedHashMap<>(), new LinkedHashMap<>());
    log.load(KEPT).forEach(records::add);
    return records;
  }
}
