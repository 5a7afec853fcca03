package coqui.text.normalizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;

/** English as Coqui's cleaner has it, and dates, times, years, units and ranges, which it reads as bare numbers. */
final class EnglishNormalizer {

  private static final Map<String, String> WORDS = WordTable.of("""
      minus=minus, to=to, point=point, plus=plus, equals=equals, times=by, divided=divided by, number=number
      """);

  private static final Map<String, String> SCALES = WordTable.of("""
      million=million, billion=billion, trillion=trillion, thousand=thousand, bn=billion, m=million, k=thousand
      """);

  /** The first three lines are Coqui's; "misess" is what the model learned to say as "missis". */
  private static final Map<String, String> TITLES = WordTable.of("""
      mrs=misess, mr=mister, dr=doctor, st=saint, co=company, jr=junior, maj=major, gen=general, drs=doctors
      rev=reverend, lt=lieutenant, hon=honorable, sgt=sergeant, capt=captain, col=colonel, ft=fort
      ms=miss, messrs=messieurs, prof=professor, sr=senior, mt=mount, gov=governor, sen=senator, rep=representative
      adm=admiral, cpl=corporal, pvt=private, cmdr=commander, supt=superintendent, fr=father
      vs=versus, approx=approximately
      """);

  private static final Map<String, String> ABBREVIATIONS = WordTable.of("""
      esq=esquire, ltd=limited
      inc=incorporated, corp=corporation, bros=brothers, dept=department, univ=university, assn=association
      ave=avenue, blvd=boulevard, rd=road, etc=et cetera
      """);

  private static final Map<String, String> BEFORE_NUMBER = WordTable.of("""
      no=number, nos=numbers, nr=number, p=page, pp=pages, vol=volume, fig=figure, ch=chapter, chap=chapter, sec=section
      art=article, ed=edition
      """);

  private static final Map<String, String> SIGNS = WordTable.of("""
      &=and, @=at, %=percent, #=hash, $=dollar, £=pound
      €=euro, ¥=yen, °=degrees, ²=squared, ³=cubed, №=number
      ½=one half, ¼=one quarter, ¾=three quarters, ⅓=one third, ⅔=two thirds
      """);

  /** The plain "euro" and "pounds sterling" are Coqui's. */
  private static final Money MONEY = new Money(", ", """
      DOLLAR=dollar/dollars; cent/cents
      EURO=euro; cent/cents
      POUND=pound sterling/pounds sterling; penny/pence
      YEN=yen
      RUPEE=rupee/rupees; paisa/paise
      ROUBLE=rouble/roubles; kopeck/kopecks
      WON=won
      LIRA=lira; kurush
      FRANC=franc/francs; centime/centimes
      ZLOTY=zloty/zlotys; grosz/groszy
      KORUNA=koruna/korunas; haler/halers
      FORINT=forint/forints
      """);

  private static final Map<String, Noun> UNITS = WordTable.nouns("""
      km=kilometre/kilometres, m=metre/metres, cm=centimetre/centimetres, mm=millimetre/millimetres, mi=mile/miles
      ft=foot/feet, in.=inch/inches, yd=yard/yards, yds=yard/yards, sq ft=square foot/square feet
      km²=square kilometre/square kilometres, m²=square metre/square metres, cm²=square centimetre/square centimetres
      m³=cubic metre/cubic metres
      km/h=kilometre per hour/kilometres per hour, kph=kilometre per hour/kilometres per hour
      mph=mile per hour/miles per hour, m/s=metre per second/metres per second
      kg=kilogram/kilograms, g=gram/grams, mg=milligram/milligrams, lb=pound/pounds, lbs=pound/pounds, oz=ounce/ounces
      l=litre/litres, ml=millilitre/millilitres, cl=centilitre/centilitres
      h=hour/hours, hr=hour/hours, hrs=hour/hours, min=minute/minutes, mins=minute/minutes, sec=second/seconds
      secs=second/seconds, ms=millisecond/milliseconds
      Hz=hertz, kHz=kilohertz, MHz=megahertz, GHz=gigahertz, dB=decibel/decibels
      kB=kilobyte/kilobytes, KB=kilobyte/kilobytes, MB=megabyte/megabytes, GB=gigabyte/gigabytes, TB=terabyte/terabytes
      W=watt/watts, kW=kilowatt/kilowatts, MW=megawatt/megawatts, kWh=kilowatt hour/kilowatt hours, V=volt/volts
      kcal=kilocalorie/kilocalories, %=percent, ¢=cent/cents, °=degree/degrees
      °C=degree celsius/degrees celsius, ℃=degree celsius/degrees celsius, °F=degree fahrenheit/degrees fahrenheit
      """);

  private final EnglishNumbers numbers = new EnglishNumbers();

  private EnglishNormalizer() {}

  static Normalizer create() {
    return new RewritingNormalizer(Locale.ENGLISH, new EnglishNormalizer().steps());
  }

  private List<Rewrite> steps() {
    List<Rewrite> steps = new ArrayList<>();
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, numberSteps()));
    steps.addAll(Rewrite.onlyWith(".", List.of(
        Rewrite.of("(?i)(?<!\\p{L})e\\. ?g\\.", "for example"),
        Rewrite.of("(?i)(?<!\\p{L})i\\. ?e\\.", "that is"),
        // A name stands before a street and after a saint; the same for the drive and the doctor.
        Rewrite.of("(?:(St)|Dr)\\.(?<=\\p{Lu}[\\p{L}'’]{0,20} (?:St|Dr)\\.)(?! \\p{Lu})(?=(['’”»)]*$)?)",
            match -> (match.group(1) == null ? "drive" : "street") + (match.group(2) == null ? "" : ".")),
        WordTable.abbreviations(ABBREVIATIONS),
        WordTable.titles(TITLES))));
    steps.add(WordTable.signs(SIGNS));
    return steps;
  }

  private List<Rewrite> numberSteps() {
    NumberSteps shared = new NumberSteps(numbers, WORDS, SCALES, MONEY, UNITS);
    List<Rewrite> steps = new ArrayList<>(new EnglishDates(numbers).steps());
    steps.add(Rewrite.of("(?<![\\w.,-])\\(?(?:\\d{3}\\)?[ -])?\\d{3}-\\d{4}(?![\\w-])",
        match -> numbers.digitByDigit(match.group())));
    steps.addAll(shared.compounds());
    steps.addAll(List.of(
        Rewrite.of("(?<!\\d)(\\d++)([½¼¾⅓⅔])", match -> numbers.cardinal(match.group(1)) + " and "
            + (match.group(2).equals("½") ? "a half" : SIGNS.get(match.group(2)))),
        WordTable.beforeNumber(BEFORE_NUMBER),
        Rewrite.of("(?<![\\d.,$£€])['’]?(\\d0|1[1-9]\\d0|20\\d0)['’]?s(?!\\p{L})",
            match -> numbers.decade(Integer.parseInt(match.group(1)))),
        Rewrite.of("(?<![\\d.,])(\\d{1,3}(?:,\\d{3})+|\\d+)(?:st|nd|rd|th|ST|ND|RD|TH)(?!\\p{L})",
            match -> numbers.ordinal(match.group(1).replace(",", ""))),
        Rewrite.of("(?<![\\d.,/])([1-9]\\d{0,2})/([2-9]|[1-9]\\d)(?![\\d/])", this::fraction),
        Rewrite.of("(?<![\\d:])(\\d{1,9}):(\\d{1,9})(?![\\d:])",
            match -> numbers.cardinal(match.group(1)) + " to " + numbers.cardinal(match.group(2))),
        Rewrite.of("(?<![\\p{L}\\d])(\\d)['′](\\d{1,2})(?!\\d)",
            match -> numbers.cardinal(match.group(1)) + " foot " + numbers.cardinal(match.group(2))),
        Rewrite.of("(?<![\\d.])\\.(\\d+)", match -> "point " + numbers.digitByDigit(match.group(1))),
        Rewrite.of("(?<=\\d),(?=\\d{1,2}(?!\\d)|\\d{4})", ", ")));
    steps.addAll(shared.plain());
    return steps;
  }

  private String fraction(Matcher match) {
    if (Integer.parseInt(match.group(1)) >= Integer.parseInt(match.group(2))) {
      return numbers.cardinal(match.group(1)) + " " + numbers.cardinal(match.group(2)); // 24/7
    }
    return numbers.fraction(match.group(1), match.group(2));
  }
}
