package io.tenantdb.sandbox.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No YAML of a page is overlooked. */
final class YamlBlocksTest {
  private static final Path PAGE = Path.of("..", "docs", "page.md");

  @ParameterizedTest
  @MethodSource("io.tenantdb.sandbox.docs.YamlBlocks#ofAllPages")
  void shouldKnowWhatEachBlockOfThePagesIsFor(YamlBlock block) {
    assertThat(BlockUse.of(block)).isNotNull();
  }

  @Test
  void shouldFindTheYamlOfThePages() throws IOException {
    assertThat(YamlBlocks.ofAllPages()).isNotEmpty();
  }

  @Test
  void shouldFindAFenceWithItsLineAndWhatTheCommentSays() {
    // When
    List<YamlBlock> blocks =
        YamlBlocks.in(
            PAGE,
            """
            Text.

            <!-- yaml: patch of TenantDatabaseClass shared -->
            ```yaml
            spec:
              intake: {}
            ```
            """);

    // Then
    assertThat(blocks)
        .containsExactly(
            new YamlBlock(
                PAGE,
                5,
                "patch of TenantDatabaseClass shared",
                true,
                """
                spec:
                  intake: {}
                """));
    assertThat(BlockUse.of(blocks.getFirst()))
        .isEqualTo(new BlockUse.Patch("TenantDatabaseClass", "shared", List.of()));
  }

  @Test
  void shouldTakeTheIndentationOfAListOutOfAFence() {
    // When
    List<YamlBlock> blocks =
        YamlBlocks.in(
            PAGE,
            """
            1. First:

               ```yaml
               apiVersion: v1
               kind: Namespace
               ```
            """);

    // Then
    assertThat(blocks)
        .singleElement()
        .extracting(YamlBlock::text)
        .asString()
        .startsWith("apiVersion");
    assertThat(BlockUse.of(blocks.getFirst())).isEqualTo(new BlockUse.Manifests());
  }

  @Test
  void shouldNotTakeACommentForTheNextBlockButOne() {
    // When
    List<YamlBlock> blocks =
        YamlBlocks.in(
            PAGE,
            """
            <!-- yaml: values of helm/ -->
            ```yaml
            replicas: 2
            ```

            ```yaml
            replicas: 3
            ```
            """);

    // Then
    assertThat(blocks).extracting(YamlBlock::claim).containsExactly("values of helm/", "");
  }

  @Test
  void shouldRefuseYamlThatIsOnlyIndentedAndSayWhereItIs() {
    // Given
    YamlBlock block =
        YamlBlocks.in(PAGE, "Text:\n\n    kubectl apply -f x\n\n    spec:\n      a: 1\n")
            .getFirst();

    // Then
    assertThatThrownBy(() -> BlockUse.of(block))
        .hasMessageContaining("docs/page.md:3")
        .hasMessageContaining("<!-- yaml:");
  }

  @Test
  void shouldRefuseAFragmentThatSaysNotWhatItIsPartOf() {
    // Given
    YamlBlock block = YamlBlocks.in(PAGE, "```yaml\nreplicas: 2\n```\n").getFirst();

    // Then
    assertThatThrownBy(() -> BlockUse.of(block)).hasMessageContaining("docs/page.md:2");
  }

  @Test
  void shouldLeaveOtherLanguagesAlone() {
    assertThat(YamlBlocks.in(PAGE, "```ts\nkind: 1\n```\n\n    kubectl get tdb\n")).isEmpty();
  }
}
