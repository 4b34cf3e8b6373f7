package io.storelens.report.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A token as its owner sees it. The token itself is shown once, when it is made.
 *
 * @param id its number
 * @param owner whose it is
 * @param name what its owner calls it
 * @param grants what it sees at most, such as {@code city Paris}
 * @param created when it was made
 * @param expires when it ends
 * @param revoked when it was revoked
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Token(
    int id,
    String owner,
    String name,
    List<String> grants,
    OffsetDateTime created,
    OffsetDateTime expires,
    Optional<OffsetDateTime> revoked) {}
