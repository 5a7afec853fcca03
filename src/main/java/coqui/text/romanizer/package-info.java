/**
 * Scripts that the model was trained on in Latin letters: Korean, Chinese and Japanese. What they write is what Coqui's
 * libraries write (hangul_romanize, pypinyin, cutlet), since the model knows no other spelling.
 *
 * <p>A dictionary is loaded when its romaniser is made, and romanisers are made when their language is first asked for.
 */
package coqui.text.romanizer;
