package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.BranchEntry;
import io.tenantdb.neonlocal.model.Endpoint;
import io.tenantdb.neonlocal.model.Project;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Projects and branches, in memory and in documents of the state folder. One lock guards all of it
 * and the operations; it is held for decisions, never while a server is started or data is copied.
 */
public final class Store {

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Project> projects = new LinkedHashMap<>();
  private final Map<String, BranchEntry> branches = new LinkedHashMap<>();
  private final Map<String, ProjectBranches> byProject = new HashMap<>();
  private final Map<String, String> branchOfEndpoint = new HashMap<>();
  private final Set<String> hosts = new HashSet<>();
  private Consumer<Endpoint> endpointWatcher = endpoint -> {};
  private final Path folder;
  private final Archive documents;

  /** Reads what the folder remembers. */
  Store(Path folder, Archive documents) {
    this.folder = folder;
    this.documents = documents;
    documents.readAll(folder, Project.class).forEach(this::load);
  }

  private void load(Project project) {
    projects.put(project.id(), project);
    documents.readAll(branchFolder(project.id()), BranchEntry.class).forEach(this::remember);
  }

  /** Does something while nobody else can. */
  public <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  /** All projects, deleted ones too. */
  public Collection<Project> projects() {
    return locked(() -> List.copyOf(projects.values()));
  }

  /** The project, unless there never was one or it is gone for good. */
  public Optional<Project> findProject(String id) {
    return locked(() -> Optional.ofNullable(projects.get(id)));
  }

  /** All branches of all projects, deleted ones too. */
  public Collection<BranchEntry> branches() {
    return locked(() -> List.copyOf(branches.values()));
  }

  /** The branches of a project that are not deleted. */
  public List<BranchEntry> branchesOf(String projectId) {
    return locked(() -> ofProject(projectId).live());
  }

  /** How many branches of a project are not deleted. */
  int countBranchesOf(String projectId) {
    return locked(() -> ofProject(projectId).countLive());
  }

  /** Whether a branch of a project that is not deleted has the name. */
  boolean hasBranch(String projectId, String name) {
    return locked(() -> ofProject(projectId).has(name));
  }

  /** The branch, deleted or not. */
  public Optional<BranchEntry> findBranch(String id) {
    return locked(() -> Optional.ofNullable(branches.get(id)));
  }

  /** The branch with that endpoint, deleted or not. */
  public Optional<BranchEntry> findByEndpoint(String endpointId) {
    return locked(
        () -> Optional.ofNullable(branchOfEndpoint.get(endpointId)).flatMap(this::findBranch));
  }

  /** Remembers a new or changed project. */
  public void put(Project project) {
    locked(
        () -> {
          documents.write(projectFile(project.id()), project);
          return projects.put(project.id(), project);
        });
  }

  /** Remembers a new or changed branch. */
  public void put(BranchEntry entry) {
    locked(
        () -> {
          List<Endpoint> added =
              entry.endpoints().stream()
                  .filter(endpoint -> !branchOfEndpoint.containsKey(endpoint.id()))
                  .toList();
          documents.write(branchFile(entry), entry);
          remember(entry);
          added.forEach(endpointWatcher);
          return entry;
        });
  }

  /** Changes a branch if it is still there. */
  public Optional<BranchEntry> update(String branchId, UnaryOperator<BranchEntry> change) {
    return locked(
        () -> {
          Optional<BranchEntry> changed = findBranch(branchId).map(change);
          changed.ifPresent(this::put);
          return changed;
        });
  }

  /** Changes an endpoint if it is still there. */
  public void updateEndpoint(String endpointId, UnaryOperator<Endpoint> change) {
    locked(
        () ->
            findByEndpoint(endpointId)
                .flatMap(entry -> update(entry.id(), found -> found.mapEndpoint(change))));
  }

  /**
   * Tells the watcher of every endpoint there is, now, and of every new one before its maker is
   * answered.
   */
  public void watchEndpoints(Consumer<Endpoint> watcher) {
    locked(
        () -> {
          endpointWatcher = watcher;
          branches.values().forEach(entry -> entry.endpoints().forEach(watcher));
          return branches;
        });
  }

  /** Forgets a branch for good. */
  public void forget(BranchEntry entry) {
    locked(
        () -> {
          documents.delete(branchFile(entry));
          branches.remove(entry.id());
          ofProject(entry.branch().projectId()).remove(entry);
          entry.endpoints().forEach(this::forgetEndpoint);
          return entry;
        });
  }

  /** Forgets a project for good; its branches must be gone. */
  public void forget(Project project) {
    locked(
        () -> {
          documents.delete(projectFile(project.id()));
          return projects.remove(project.id());
        });
  }

  private void remember(BranchEntry entry) {
    BranchEntry before = branches.put(entry.id(), entry);
    ofProject(entry.branch().projectId()).put(entry);
    if (before != null) {
      before.endpoints().forEach(this::forgetEndpoint);
    }
    for (Endpoint endpoint : entry.endpoints()) {
      branchOfEndpoint.put(endpoint.id(), entry.id());
      hosts.add(endpoint.host());
    }
  }

  private ProjectBranches ofProject(String projectId) {
    return byProject.computeIfAbsent(projectId, id -> new ProjectBranches());
  }

  private void forgetEndpoint(Endpoint endpoint) {
    branchOfEndpoint.remove(endpoint.id());
    hosts.remove(endpoint.host());
  }

  /** Whether an endpoint has the host. */
  boolean isHostUsed(String host) {
    return locked(() -> hosts.contains(host));
  }

  private Path projectFile(String id) {
    return folder.resolve(id + ".json");
  }

  private Path branchFolder(String projectId) {
    return folder.resolve(projectId);
  }

  private Path branchFile(BranchEntry entry) {
    return branchFolder(entry.branch().projectId()).resolve(entry.id() + ".json");
  }
}
