package org.vouch.testresult.tubes.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vouch.testresult.tubes.Barcode;
import org.vouch.testresult.tubes.Tube;

@Entity
@Table(name = "tube")
class TubeEntity {
    @Id
    String barcode;

    String organisation;
    String site;
    int capacity;

    @Column(name = "opened_at")
    Instant openedAt;

    @Column(name = "sealed_at")
    @Nullable
    Instant sealedAt;

    protected TubeEntity() {}

    TubeEntity(Tube tube) {
        barcode = tube.barcode().value();
        organisation = tube.organisation();
        site = tube.site();
        capacity = tube.capacity();
        openedAt = tube.openedAt();
        sealedAt = tube.sealedAt();
    }

    void seal(Instant at) {
        sealedAt = at;
    }

    /** {@code members} has an entry per sample, null for the sample of an erased person. */
    Tube toTube(List<@Nullable UUID> members) {
        return new Tube(
                new Barcode(barcode),
                organisation,
                site,
                capacity,
                openedAt,
                sealedAt,
                members.size(),
                members.stream().filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet()));
    }
}
