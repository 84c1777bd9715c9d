package jp.enishi.platform.taxonomy;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Text as it is compared: NFKC, lower case, variant ideographs folded, spaces, middle dots and long-vowel marks left
 * out. Remembers for every remaining character where it stood in the original.
 */
public final class Spelling {
    /** The first half of the ideographic variation selectors (U+E0100 and up). */
    private static final char SELECTORS = '\uDB40';

    /** Old and variant characters with the one that is written today, each pair two characters. */
    private static final Map<Character, Character> VARIANTS = pairs("""
            髙高 﨑崎 嵜崎 濵浜 濱浜 邉辺 邊辺 齋斎 齊斉 澤沢 廣広 國国 德徳 惠恵 亞亜 惡悪 壓圧 圍囲 爲為 醫医 壹壱 稻稲 飮飲 隱隠 營営 榮栄 衞衛 驛駅
            圓円 鹽塩 緣縁 艷艶 應応 歐欧 毆殴 櫻桜 奧奥 橫横 溫温 穩穏 假仮 價価 畫画 會会 壞壊 懷懐 繪絵 擴拡 殼殻 覺覚 學学 嶽岳 樂楽 勸勧 卷巻 寬寛
            歡歓 罐缶 觀観 關関 陷陥 氣気 龜亀 僞偽 戲戯 犧犠 舊旧 據拠 擧挙 峽峡 挾挟 狹狭 曉暁 區区 驅駆 勳勲 薰薫 徑径 溪渓 經経 繼継 莖茎 螢蛍 輕軽
            鷄鶏 藝芸 缺欠 儉倹 劍剣 圈圏 檢検 權権 獻献 縣県 險険 顯顕 驗験 嚴厳 效効 恆恒 鑛鉱 號号 濟済 碎砕 劑剤 雜雑 參参 慘惨 棧桟 蠶蚕 贊賛 殘残
            絲糸 齒歯 兒児 辭辞 濕湿 實実 舍舎 寫写 釋釈 壽寿 收収 從従 澁渋 獸獣 縱縦 肅粛 處処 敍叙 奬奨 將将 燒焼 稱称 證証 乘乗 剩剰 壤壌 孃嬢 條条
            淨浄 疊畳 穰穣 讓譲 釀醸 囑嘱 觸触 寢寝 愼慎 眞真 晉晋 盡尽 圖図 粹粋 醉酔 隨随 髓髄 數数 樞枢 聲声 靜静 攝摂 竊窃 專専 戰戦 淺浅 潛潜 纖繊
            踐践 錢銭 禪禅 雙双 壯壮 搜捜 插挿 爭争 總総 聰聡 莊荘 裝装 騷騒 增増 臟臓 藏蔵 屬属 續続 墮堕 體体 對対 帶帯 滯滞 臺台 瀧滝 擇択 單単 擔担
            膽胆 團団 彈弾 斷断 遲遅 晝昼 蟲虫 鑄鋳 廳庁 聽聴 鎭鎮 遞逓 鐵鉄 轉転 點点 傳伝 黨党 盜盗 燈灯 當当 鬭闘 獨独 讀読 屆届 繩縄 貳弐 腦脳 霸覇
            廢廃 拜拝 賣売 麥麦 發発 髮髪 拔抜 蠻蛮 祕秘 彥彦 拂払 佛仏 竝並 變変 辨弁 辯弁 瓣弁 舖舗 寶宝 豐豊 沒没 萬万 滿満 默黙 彌弥 藥薬 譯訳 豫予
            餘余 與与 譽誉 搖揺 樣様 謠謡 來来 賴頼 亂乱 覽覧 龍竜 兩両 獵猟 綠緑 壘塁 勵励 禮礼 隸隷 靈霊 齡齢 戀恋 爐炉 勞労 樓楼 錄録 灣湾 瀨瀬 卽即
            步歩 每毎 黑黒 晚晩 綫線 强強 册冊 內内 產産 查査 ‐- ‑- ‒- –- —- −-
            """);

    private final char[] characters;
    private final int[] starts;
    private final int[] ends;
    private final int length;

    private Spelling(char[] characters, int[] starts, int[] ends, int length) {
        this.characters = characters;
        this.starts = starts;
        this.ends = ends;
        this.length = length;
    }

    public static Spelling of(String text) {
        var builder = new Builder(text.length());
        int at = 0;
        while (at < text.length()) {
            int next = at + Character.charCount(text.codePointAt(at));
            while (next < text.length() && combines(text.codePointAt(next))) {
                next += Character.charCount(text.codePointAt(next));
            }
            if (next == at + 1 && text.charAt(at) < 0x80) {
                builder.add(asciiLower(text.charAt(at)), at, next);
            } else {
                String folded = Normalizer.normalize(text.substring(at, next), Normalizer.Form.NFKC)
                        .toLowerCase(Locale.ROOT);
                for (int i = 0; i < folded.length(); i++) {
                    char c = folded.charAt(i);
                    if (c == SELECTORS) {
                        i++;
                    } else {
                        builder.add(VARIANTS.getOrDefault(c, c), at, next);
                    }
                }
            }
            at = next;
        }
        return builder.build();
    }

    public static String key(String text) {
        var spelling = of(text);
        return new String(spelling.characters, 0, spelling.length);
    }

    public int length() {
        return length;
    }

    /** Old and variant characters with those that they are compared as. */
    public static Map<Character, Character> variants() {
        return VARIANTS;
    }

    private static Map<Character, Character> pairs(String pairs) {
        return Arrays.stream(pairs.strip().split("\\s+"))
                .collect(Collectors.toUnmodifiableMap(pair -> pair.charAt(0), pair -> pair.charAt(1)));
    }

    /** A full-width letter, digit, sign or space as its ASCII form, anything else as it is. */
    public static char narrow(char c) {
        return c >= '！' && c <= '～' ? (char) (c - 0xFEE0) : c == '　' ? ' ' : c;
    }

    /** The character that is compared at the index. */
    public char at(int index) {
        return characters[index];
    }

    public int start(int index) {
        return starts[index];
    }

    public int end(int index) {
        return ends[index];
    }

    private static boolean combines(int c) {
        return c == '\uFF9E' || c == '\uFF9F' || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static char asciiLower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }

    private static final class Builder {
        private char[] characters;
        private int[] starts;
        private int[] ends;
        private int length;

        Builder(int capacity) {
            characters = new char[capacity];
            starts = new int[capacity];
            ends = new int[capacity];
        }

        void add(char c, int start, int end) {
            if (c == 'ー' || Character.getType(c) == Character.FORMAT || variationSelector(c)) {
                if (length > 0 && ends[length - 1] == start) {
                    ends[length - 1] = end;
                }
                return;
            }
            if (c == '・' || c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                return;
            }
            if (length == characters.length) {
                int larger = length * 2 + 8;
                characters = Arrays.copyOf(characters, larger);
                starts = Arrays.copyOf(starts, larger);
                ends = Arrays.copyOf(ends, larger);
            }
            characters[length] = c;
            starts[length] = start;
            ends[length] = end;
            length++;
        }

        private static boolean variationSelector(char c) {
            return c >= '\uFE00' && c <= '\uFE0F';
        }

        Spelling build() {
            return new Spelling(characters, starts, ends, length);
        }
    }
}
