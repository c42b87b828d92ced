package org.vouch.identity.vault;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person as the database has them: nothing in it can be read without the master key and the document's number.
 *
 * @param rowKey random, wrapped under a key made of the row secret and the stretched number
 * @param identity {@link IdentityLayout} sealed under the row key
 * @param template {@link TemplateLayout} sealed under the row key; null once the face was withdrawn
 * @param templateModel the recogniser whose template it is, null where there is none or that was not kept
 */
public record SealedPerson(
        Outer outer,
        byte[] rowKey,
        byte[] identity,
        byte @Nullable [] template,
        @Nullable String templateModel,
        Instant enrolledAt) {

    public UUID person() {
        return outer.person();
    }

    SealedPerson foundBy(byte[] index) {
        var same = new Outer(
                outer.person(), index, outer.indexKey(), outer.masterKey(), outer.finding(), outer.rowSecret());
        return new SealedPerson(same, rowKey, identity, template, templateModel, enrolledAt);
    }

    @Override
    public String toString() {
        return "SealedPerson";
    }
}
