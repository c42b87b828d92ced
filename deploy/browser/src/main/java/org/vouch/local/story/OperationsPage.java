package org.vouch.local.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.Map;

/** The page as somebody uses it: by what they read and press. */
final class OperationsPage {

    private final Page page;
    private final String origin;

    OperationsPage(BrowserContext context, String origin) {
        this.page = context.newPage();
        this.origin = origin;
    }

    Page page() {
        return page;
    }

    void open() {
        page.navigate(origin + "/audit/ops");
    }

    /** Fills in the form; what comes of it is another question. */
    void signIn(String id, String secret) {
        page.locator("input[name=id]").fill(id);
        page.locator("input[name=secret]").fill(secret);
        page.locator("form button[type=submit]").click();
    }

    void isLive() {
        assertThat(page.locator(".stream-live")).isVisible();
    }

    /** Leaves something in the page that a reload would take away. */
    void mark() {
        page.evaluate("() => { window.__marked = true; }");
    }

    boolean marked() {
        return Boolean.TRUE.equals(page.evaluate("() => window.__marked === true"));
    }

    void view(String name) {
        page.locator("nav a[href^='#/" + name + "']").click();
    }

    Locator row(String... words) {
        Locator found = page.locator(".table-line");
        for (String word : words) {
            found = found.filter(new Locator.FilterOptions().setHasText(word));
        }
        return found.first();
    }

    Locator line(String word) {
        return page.locator("table.lines tbody tr")
                .filter(new Locator.FilterOptions().setHasText(word))
                .first();
    }

    void press(Locator within, String button) {
        within.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    /** Answers what the page asks: with a reason, where there is a place for one. */
    void answer(String yes, String reason) {
        Locator dialog = page.locator("dialog[open]");
        if (dialog.locator("textarea").count() > 0) {
            dialog.locator("textarea").fill(reason);
        }
        press(dialog, yes);
    }

    Locator dialog() {
        return page.locator("dialog[open]");
    }

    void closed() {
        assertThat(dialog()).hasCount(0);
    }

    void shoot(Path folder, String name) {
        page.evaluate("() => document.getAnimations().forEach((one) => one.finish())");
        page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
    }

    /** What the browser keeps of it when it is closed. */
    @SuppressWarnings("unchecked")
    Map<String, String> kept() {
        return (Map<String, String>) page.evaluate("() => ({...localStorage, ...sessionStorage,"
                + " ...(document.cookie ? {cookie: document.cookie} : {})})");
    }

    String address() {
        return page.url();
    }
}
