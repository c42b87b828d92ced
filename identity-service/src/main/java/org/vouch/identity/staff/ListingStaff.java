package org.vouch.identity.staff;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.vouch.audit.client.paging.Cursor;
import org.vouch.audit.client.paging.Page;
import org.vouch.audit.client.paging.PageRequest;

/** The accounts, revoked ones too, newest first. */
@ApplicationScoped
public class ListingStaff {
    private final Staff staff;

    ListingStaff(Staff staff) {
        this.staff = staff;
    }

    public Uni<Page<StaffMember>> page(PageRequest wanted) {
        return staff.newest(wanted.limit() + 1, wanted.after())
                .map(found -> Page.of(found, wanted.limit(), member -> new Cursor(member.createdAt(), member.id())));
    }
}
