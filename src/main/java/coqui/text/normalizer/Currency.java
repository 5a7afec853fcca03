package coqui.text.normalizer;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A currency by the signs that texts have for it. */
enum Currency {
  DOLLAR("$", "USD"),
  EURO("€", "EUR"),
  POUND("£", "GBP"),
  YEN("¥", "JPY"),
  RUPEE("₹", "INR"),
  ROUBLE("₽", "RUB"),
  WON("₩", "KRW"),
  LIRA("₺", "TRY", "TL"),
  FRANC("CHF"),
  ZLOTY("zł", "PLN"),
  KORUNA("Kč", "CZK"),
  FORINT("Ft", "HUF");

  /** Any of the signs. One of letters counts only if no other letter touches it. */
  static final String PATTERN =
      "(?:" + signs(false, "[", "", "]") + "|" + signs(true, "(?<!\\p{L})(?:", "|", ")(?!\\p{L})") + ")";

  /** The characters of all signs. */
  static final String SIGNS = Arrays.stream(values()).flatMap(currency -> Arrays.stream(currency.signs))
      .collect(Collectors.joining());

  private final String[] signs;

  Currency(String... signs) {
    this.signs = signs;
  }

  private static String signs(boolean letters, String before, String between, String after) {
    return Arrays.stream(values())
        .flatMap(currency -> Arrays.stream(currency.signs))
        .filter(sign -> Character.isLetter(sign.charAt(0)) == letters)
        .map(sign -> sign.replace("$", "\\$"))
        .collect(Collectors.joining(between, before, after));
  }

  /** @param sign a match of {@link #PATTERN} */
  static Currency of(String sign) {
    return Arrays.stream(values())
        .filter(currency -> Arrays.asList(currency.signs).contains(sign))
        .findFirst()
        .orElseThrow();
  }
}
