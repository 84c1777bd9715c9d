package jp.enishi.pages;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** Somebody at a browser who finds everything by its role and its name, as those do who hear a page instead of seeing it. */
final class Somebody {
    private static final int TRIES = 60;
    private static final int SECOND = 1_000;
    private static final int BLINK = 50;

    private final Page page;
    private final Words words;
    private final Hands hands;

    Somebody(Page page, Words words, Hands hands) {
        this.page = page;
        this.words = words;
        this.hands = hands;
    }

    Page page() {
        return page;
    }

    Hands hands() {
        return hands;
    }

    /** Follows a link of the main menu. */
    Somebody menu(String key) {
        return follow(page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName(words.text("nav_main")))
                .getByRole(AriaRole.LINK, exact(words.text(key))));
    }

    /** Follows a link of the menu of one's account. */
    Somebody account(String key) {
        hands.press(page.getByRole(
                AriaRole.BUTTON,
                new Page.GetByRoleOptions().setName(Pattern.compile("^" + Words.quoted(words.text("menu"))))));
        return follow(page.getByRole(AriaRole.BANNER).getByRole(AriaRole.LINK, exact(words.text(key))));
    }

    /** Follows a link of the page by its text. */
    Somebody link(String key) {
        return follow(main().getByRole(AriaRole.LINK, exact(words.text(key))).first());
    }

    /** Follows a link of the page that leads to a step. */
    Somebody step(String pointer) {
        return follow(main().getByRole(AriaRole.LINK, exact(words.label(pointer))).first());
    }

    /** Follows the first link whose text has this in it. */
    Somebody linkWith(String text) {
        return linkWith(Pattern.compile(Words.quoted(text)));
    }

    Somebody linkWith(Pattern text) {
        return follow(main().getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(text))
                .first());
    }

    /** Sends a form by its button; a page that comes back with faults is the end. */
    Somebody send(String key) {
        return sendBy(words.text(key));
    }

    /** Sends the form of a step. */
    Somebody act(String pointer) {
        return sendBy(words.label(pointer));
    }

    Somebody sendBy(String button) {
        return sent(main().getByRole(AriaRole.BUTTON, exact(button)).first());
    }

    /** Adds a row to a list in a form. */
    Somebody row(Locator scope, String key) {
        return sent(scope.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions()
                                .setName(Pattern.compile("^＋ " + Words.quoted(words.text(key)) + "$")))
                .last());
    }

    /** Reads the page again until this is on it: what others do takes its time. */
    Somebody await(Locator what) {
        for (int i = 0; i < TRIES; i++) {
            if (what.count() > 0) {
                return this;
            }
            page.waitForTimeout(SECOND);
            page.reload();
        }
        throw stuck("waits in vain for " + what);
    }

    Somebody awaitLink(String text) {
        return await(main().getByRole(
                AriaRole.LINK, new Locator.GetByRoleOptions().setName(Pattern.compile(Words.quoted(text)))));
    }

    Somebody write(String pointer, String text) {
        return write(main(), pointer, text);
    }

    Somebody write(Locator scope, String pointer, String text) {
        hands.write(field(scope, pointer), text);
        return this;
    }

    /** Writes the text in Japanese; there is a field beside it for the one in English. */
    Somebody writeJapanese(String pointer, String text) {
        hands.write(group(pointer).getByLabel(labelled(words.text("in_japanese"))).first(), text);
        return this;
    }

    Somebody choose(Locator scope, String pointer, String option) {
        Locator list = field(scope, pointer);
        Object whole = list.evaluate(
                "(each, word) => [...each.options].map(option => option.textContent.trim()).find(text => text.includes(word)) ?? ''",
                option);
        if (whole.toString().isEmpty()) {
            throw stuck("there is no " + option + " in " + words.label(pointer));
        }
        hands.choose(list, whole.toString());
        return this;
    }

    Somebody choose(String pointer, String option) {
        return choose(main(), pointer, option);
    }

    /** Ticks one of several choices in the group of a field. */
    Somebody tick(String pointer, String choice) {
        return tick(group(pointer), choice);
    }

    /** Ticks what is named so. */
    Somebody tick(Locator scope, String name) {
        hands.tick(scope.getByLabel(labelled(name)).first());
        return this;
    }

    /** Confirms what cannot be taken back. */
    Somebody sure(String act) {
        return tick(main(), words.text("sure_" + act));
    }

    Locator main() {
        return page.getByRole(AriaRole.MAIN);
    }

    Locator group(String pointer) {
        return main().getByRole(AriaRole.GROUP, new Locator.GetByRoleOptions().setName(labelled(words.label(pointer))))
                .last();
    }

    Locator article(String text) {
        return main().getByRole(AriaRole.ARTICLE)
                .filter(new Locator.FilterOptions().setHasText(text))
                .first();
    }

    Somebody sent(Locator button) {
        acted(button);
        Locator faults = page.getByRole(AriaRole.ALERT);
        if (faults.count() > 0) {
            throw stuck(faults.first().innerText());
        }
        return this;
    }

    Somebody follow(Locator link) {
        acted(link);
        return this;
    }

    IllegalStateException stuck(String why) {
        return new IllegalStateException(page.url() + ": " + why);
    }

    private Locator field(Locator scope, String pointer) {
        return scope.getByLabel(labelled(words.label(pointer))).last();
    }

    /** Presses it and waits until another page is there. */
    private void acted(Locator what) {
        page.evaluate("() => { window.enishiBefore = true; }");
        hands.press(what);
        for (int i = 0; i < TRIES * SECOND / BLINK; i++) {
            try {
                if (Boolean.TRUE.equals(page.evaluate("() => !window.enishiBefore && document.readyState === 'complete'"))) {
                    return;
                }
            } catch (PlaywrightException leaving) {
                // Between two pages there is none to ask.
                page.waitForLoadState();
            }
            page.waitForTimeout(BLINK);
        }
        throw stuck("nothing came of " + what);
    }

    /** The name of a field as it is read, with whether it must be filled in. */
    private Pattern labelled(String name) {
        return Pattern.compile("^\\s*" + Words.quoted(name) + "\\s*(" + Words.quoted(words.text("required")) + "|"
                + Words.quoted(words.text("optional")) + ")?\\s*$");
    }

    private static Locator.GetByRoleOptions exact(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }
}
