package io.tenantdb.neon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

/** The judge of the other tests is judged itself. */
class NeonDocumentTest {
  private static final NeonDocument DOCUMENT = NeonDocument.load();

  @Test
  void shouldFindNothingWrongWithGoodRequest() {
    // When
    List<String> problems =
        request("POST", "/projects/p/branches", "{\"branch\":{\"name\":\"a\"}}");

    // Then
    assertThat(problems).isEmpty();
  }

  @Test
  void shouldFindUnknownPath() {
    // When
    List<String> problems = request("GET", "/projects/p/branchs", "");

    // Then
    assertThat(problems).singleElement().asString().contains("no operation GET");
  }

  @Test
  void shouldFindUnknownQueryParameter() {
    // When
    List<String> problems = request("GET", "/projects/p/operations?limits=1", "");

    // Then
    assertThat(problems).containsExactly("query parameter limits is not in the document");
  }

  @Test
  void shouldFindQueryParameterOutOfRange() {
    // When
    List<String> problems = request("GET", "/projects/p/operations?limit=1001", "");

    // Then
    assertThat(problems).singleElement().asString().contains("query limit", "1000");
  }

  @Test
  void shouldFindMissingQueryParameter() {
    // When
    List<String> problems = request("GET", "/projects/p/connection_uri?role_name=a", "");

    // Then
    assertThat(problems).containsExactly("query parameter database_name is required");
  }

  @Test
  void shouldFindIdThatIsNone() {
    // When
    List<String> problems = request("GET", "/projects/A_b", "");

    // Then
    assertThat(problems).singleElement().asString().contains("path project_id");
  }

  @Test
  void shouldFindMisspeltPropertyAtAnyDepth() {
    // When
    List<String> problems =
        request(
            "POST",
            "/projects/p/branches",
            "{\"branch\":{\"nam\":\"a\"},\"endpoints\":[{\"type\":\"read_write\",\"disabled\":true}]}");

    // Then
    assertThat(problems)
        .containsExactly(
            "body.branch.nam is not in the document",
            "body.endpoints.disabled is not in the document");
  }

  @Test
  void shouldFindBodyWhereNoneBelongs() {
    // When
    List<String> problems = request("POST", "/projects/p/endpoints/e/suspend", "{}");

    // Then
    assertThat(problems).singleElement().asString().contains("body");
  }

  @Test
  void shouldFindAnswerWithoutRequiredField() {
    // When
    List<String> problems =
        DOCUMENT.problemsOfAnswer("GET", url("/auth"), 2, 200, "{\"account_id\":\"a\"}");

    // Then
    assertThat(problems).singleElement().asString().contains("auth_method");
  }

  private static List<String> request(String method, String path, String body) {
    return DOCUMENT.problemsOfRequest(method, url(path), 2, body);
  }

  private static HttpUrl url(String path) {
    return HttpUrl.get("https://neon.test/api/v2" + path);
  }
}
