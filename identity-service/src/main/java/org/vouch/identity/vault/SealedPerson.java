package org.vouch.identity.vault;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person as the database has them: nothing in it can be read without the master key and the document's number.
 *
 * @param index what the row is found by: a keyed hash of the stretched number
 * @param rowSecret random, sealed by the master key
 * @param rowKey random, wrapped under a key made of the row secret and the stretched number
 * @param identity {@link IdentityLayout} sealed under the row key
 * @param template {@link TemplateLayout} sealed under the row key; null once the face was withdrawn
 */
public record SealedPerson(
        UUID person,
        byte[] index,
        byte[] rowSecret,
        byte[] rowKey,
        byte[] identity,
        byte @Nullable [] template,
        Instant enrolledAt) {

    @Override
    public String toString() {
        return "SealedPerson";
    }
}
