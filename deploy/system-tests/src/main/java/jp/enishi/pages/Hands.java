package jp.enishi.pages;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** How somebody works with a page: with a mouse, or with the keyboard alone. */
interface Hands {
    /** Presses a button or follows a link. */
    void press(Locator what);

    /** Writes into a field instead of what is there. */
    void write(Locator field, String text);

    /** Chooses an option of a list. */
    void choose(Locator list, String option);

    /** Ticks a box, or one of several choices. */
    void tick(Locator box);

    /** The hand on the mouse. */
    static Hands mouse() {
        return new Hands() {
            @Override
            public void press(Locator what) {
                what.click();
            }

            @Override
            public void write(Locator field, String text) {
                field.fill(text);
            }

            @Override
            public void choose(Locator list, String option) {
                list.selectOption(new SelectOption().setLabel(option));
            }

            @Override
            public void tick(Locator box) {
                box.check();
            }
        };
    }

    /** No mouse: from one thing to the next with Tab, and from choice to choice with the arrows. */
    static Hands keyboard(Page page) {
        return new Keys(page);
    }

    /** The keyboard. */
    final class Keys implements Hands {
        private static final int FAR = 400;
        private static final String IS_HERE = "each => each === document.activeElement";
        private static final String SAME_CHOICE =
                "each => document.activeElement.type === 'radio' && document.activeElement.name === each.name";

        private final Page page;

        Keys(Page page) {
            this.page = page;
        }

        @Override
        public void press(Locator what) {
            reach(what);
            page.keyboard().press("Enter");
        }

        @Override
        public void write(Locator field, String text) {
            reach(field);
            String type = String.valueOf(field.evaluate("each => each.type"));
            switch (type) {
                case "date" -> moment(field, text, date(LocalDate.parse(text)));
                case "month" -> moment(field, text, month(YearMonth.parse(text)));
                case "datetime-local" -> moment(field, text, time(LocalDateTime.parse(text)));
                default -> {
                    page.keyboard().press("ControlOrMeta+a");
                    page.keyboard().insertText(text);
                }
            }
        }

        @Override
        public void choose(Locator list, String option) {
            reach(list);
            page.keyboard().press("Home");
            for (int i = 0; i < FAR && !option.equals(chosen(list)); i++) {
                page.keyboard().press("ArrowDown");
            }
            if (!option.equals(chosen(list))) {
                throw new IllegalStateException("no way with the keyboard to " + option);
            }
        }

        @Override
        public void tick(Locator box) {
            if (box.isChecked()) {
                return;
            }
            if ("radio".equals(box.evaluate("each => each.type"))) {
                // One stop for all of the choices; the arrows go from one to the next and choose it.
                go(box, SAME_CHOICE);
                page.keyboard().press("Space");
                for (int i = 0; i < FAR && !box.isChecked(); i++) {
                    page.keyboard().press("ArrowDown");
                }
            } else {
                reach(box);
                page.keyboard().press("Space");
            }
            if (!box.isChecked()) {
                throw new IllegalStateException("no way with the keyboard to tick " + box);
            }
        }

        private static String chosen(Locator list) {
            return String.valueOf(list.evaluate("each => each.selectedOptions[0]?.textContent.trim()"));
        }

        private void reach(Locator what) {
            go(what, IS_HERE);
        }

        private void go(Locator what, String there) {
            what.waitFor();
            for (int i = 0; i < FAR; i++) {
                if (Boolean.TRUE.equals(what.evaluate(there))) {
                    return;
                }
                page.keyboard().press("Tab");
            }
            throw new IllegalStateException("no way with the keyboard to " + what);
        }

        /** In what order the parts of a date stand is the browser's affair; who sits before it sees it. */
        private void moment(Locator field, String text, List<List<String>> orders) {
            for (List<String> order : orders) {
                page.keyboard().press("ControlOrMeta+a");
                page.keyboard().press("Delete");
                order.forEach(part -> {
                    page.keyboard().type(part);
                    if (!part.matches("\\d\\d")) {
                        page.keyboard().press("ArrowRight");
                    }
                });
                if (text.equals(field.inputValue())) {
                    return;
                }
                page.keyboard().press("Shift+Tab");
                reach(field);
            }
            throw new IllegalStateException("no way with the keyboard to write " + text + ", but " + field.inputValue());
        }

        private static List<List<String>> date(LocalDate day) {
            String y = "%04d".formatted(day.getYear());
            String m = "%02d".formatted(day.getMonthValue());
            String d = "%02d".formatted(day.getDayOfMonth());
            return List.of(List.of(m, d, y), List.of(y, m, d), List.of(d, m, y));
        }

        private static List<List<String>> month(YearMonth month) {
            String name = DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH).format(month);
            String y = "%04d".formatted(month.getYear());
            return List.of(List.of(name, y), List.of(y, "%02d".formatted(month.getMonthValue())));
        }

        private static List<List<String>> time(LocalDateTime time) {
            String hour = "%02d".formatted(time.getHour() % 12 == 0 ? 12 : time.getHour() % 12);
            String full = "%02d".formatted(time.getHour());
            String minute = "%02d".formatted(time.getMinute());
            String half = time.getHour() < 12 ? "A" : "P";
            return date(time.toLocalDate()).stream()
                    .flatMap(day -> java.util.stream.Stream.of(
                            joined(day, List.of(hour, minute, half)), joined(day, List.of(full, minute))))
                    .toList();
        }

        private static List<String> joined(List<String> one, List<String> other) {
            return java.util.stream.Stream.concat(one.stream(), other.stream()).toList();
        }
    }
}
