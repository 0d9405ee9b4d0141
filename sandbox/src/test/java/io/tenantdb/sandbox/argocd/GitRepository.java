package io.tenantdb.sandbox.argocd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Git repository in a folder, which Argo CD reads by a {@code file:} address. */
public record GitRepository(Path folder) {

  /** A new one with a branch {@code main} and no commit. */
  public static GitRepository in(Path folder) throws IOException, InterruptedException {
    GitRepository repository = new GitRepository(folder.toAbsolutePath());
    Files.createDirectories(folder);
    repository.git("init", "--quiet", "--initial-branch=main");
    return repository;
  }

  /** Its address for Argo CD. */
  public String url() {
    return "file://" + folder;
  }

  /** Writes a file; {@link #commit} makes it known. */
  public GitRepository write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  /** Takes a file away; {@link #commit} makes it known. */
  public GitRepository remove(String path) throws IOException {
    Files.delete(folder.resolve(path));
    return this;
  }

  /** Commits what was written and removed. */
  public void commit(String message) throws IOException, InterruptedException {
    git("add", "--all");
    git(
        "-c",
        "user.name=test",
        "-c",
        "user.email=test@localhost",
        "commit",
        "--quiet",
        "-m",
        message);
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + output);
    }
  }
}
