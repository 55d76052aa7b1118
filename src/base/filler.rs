//! Words that join others and name nothing themselves: texts that share no others have nothing in common.

use super::lang::Lang;

/// Says whether a word in small letters, of four letters and more, names nothing by itself.
pub fn is_filler(lang: Lang, word: &str) -> bool {
    let words: &[&str] = if lang == Lang::BN { BN } else { EN };
    words.binary_search(&word).is_ok()
}

#[rustfmt::skip]
const EN: &[&str] = &[
    "about", "above", "after", "again", "against", "ahead", "alike", "alone", "along", "already", "also", "although",
    "always", "among", "another", "anyone", "anything", "around", "asked", "away", "back", "became", "because",
    "become", "been", "before", "began", "begin", "behind", "being", "below", "beside", "best", "better", "between",
    "both", "came", "cannot", "come", "could", "does", "done", "down", "during", "each", "early", "either", "else",
    "enough", "even", "ever", "every", "everyone", "everything", "first", "five", "four", "from", "full", "further",
    "gave", "give", "goes", "gone", "good", "half", "hardly", "have", "having", "held", "here", "hour", "hours",
    "however", "instead", "into", "itself", "just", "keep", "keeps", "kept", "knew", "know", "known", "large",
    "last", "late", "later", "least", "less", "like", "likely", "long", "longer", "look", "made", "make", "makes",
    "many", "meant", "might", "minute", "minutes", "more", "most", "much", "must", "near", "nearly", "need",
    "needed", "never", "next", "nobody", "none", "nothing", "often", "once", "only", "onto", "other", "others",
    "ought", "over", "part", "parts", "perhaps", "rather", "reach", "reached", "really", "right", "said", "same",
    "says", "seen", "several", "shall", "should", "show", "since", "small", "some", "someone", "something", "soon",
    "stay", "still", "stood", "such", "take", "taken", "than", "that", "their", "them", "themselves", "then",
    "there", "these", "they", "thing", "things", "this", "those", "though", "thought", "three", "through", "till",
    "time", "times", "together", "told", "took", "toward", "towards", "under", "until", "upon", "used", "very",
    "want", "went", "were", "what", "when", "where", "whether", "which", "while", "whole", "whose", "will", "with",
    "within", "without", "word", "words", "would", "year", "years", "your",
];

#[rustfmt::skip]
const BN: &[&str] = &[
    "অনেক", "অন্য", "অন্যের", "অর্থাৎ", "আগেই", "আগের", "আবার", "আমরা", "আমাদের", "আসার", "ইচ্ছা", "একটা", "একটার",
    "একটি", "একটু", "একবার", "একসঙ্গে", "একেকটা", "একেবারে", "এখনও", "এখান", "এখানে", "এটাই", "এটাও", "এটার", "এতটা",
    "এবার", "এভাবে", "এভাবেই", "এমনকি", "এমনি", "এরপর", "ওপরে", "কখনও", "কখনো", "কতটা", "করতে", "করলে", "করলেই",
    "করার", "করেছিল", "করেছে", "করেন", "কাছে", "কারও", "কিছু", "কিছুই", "কিছুটা", "কিন্তু", "কীভাবে", "কেউই",
    "কোথাও", "কোথায়", "কোনটা", "কোনটার", "কোনো", "ক্ষেত্রে", "গিয়ে", "গিয়েছিল", "গেছে", "গেলে", "গোটা", "ঘণ্টা",
    "ঘুরে", "চলতে", "চলেছে", "চেয়ে", "ছাড়া", "ছিলেন", "জন্য", "জন্যই", "জানা", "জানেন", "তখনও", "ততক্ষণ",
    "ততক্ষণে", "ততটা", "ততটাই", "তবুও", "তাঁদের", "তাঁরা", "তাতে", "তাদের", "তারপর", "তারা", "তাহলে", "তিনটি",
    "তেমন", "থাকত", "থাকতে", "থাকবে", "থাকলে", "থাকা", "থাকার", "থাকে", "থেকে", "থেকেই", "থেকেও", "দরকার", "দিকে",
    "দিতে", "দিয়ে", "দিয়েছিল", "দিয়েছে", "দিলে", "দিলেই", "দুটি", "দুটো", "দেওয়া", "দেখা", "দেখে", "দেয়নি",
    "দ্রুত", "নতুন", "নিচে", "নিজে", "নিজেই", "নিজেদের", "নিজের", "নিতে", "নিয়ে", "নেওয়া", "পরেও", "পরের",
    "পর্যন্ত", "পাওয়া", "পারত", "পারবে", "পারে", "পারেন", "পারেনি", "পুরো", "প্রতি", "প্রতিটা", "প্রতিটি", "প্রথম",
    "প্রায়", "বদলে", "বলতে", "বাইরে", "বাকি", "বেশি", "বেশির", "ভাগই", "ভেতর", "ভেতরে", "মতোই", "মধ্যে", "মাঝে",
    "মানে", "মিনিট", "মিলিয়ে", "যখনই", "যতক্ষণ", "যতটা", "যাঁরা", "যাওয়া", "যাওয়ার", "যাতে", "যাদের", "যায়",
    "যায়নি", "যারা", "যেখান", "যেখানে", "যেগুলো", "যেটা", "যেমন", "যেসব", "রাখতে", "রাখা", "রাখুন", "রাখে", "লাগে",
    "শুধু", "শুরু", "সঙ্গে", "সঙ্গেই", "সবখানে", "সবগুলো", "সবচেয়ে", "সবাই", "সবাইকে", "সবার", "সময়", "সময়ে",
    "সময়ের", "সেখান", "সেখানে", "সেগুলো", "সেজন্য", "সেটা", "সেটাই", "সেটার", "সেসব", "হওয়া", "হওয়ার", "হচ্ছিল",
    "হচ্ছে", "হয়নি", "হয়ে", "হয়েছিল", "হয়েছে", "হলেই", "হাতে",
];

#[cfg(test)]
mod tests {
    use unicode_normalization::is_nfc;

    use super::*;

    #[test]
    fn the_lists_can_be_searched() {
        for words in [EN, BN] {
            assert!(words.windows(2).all(|pair| pair[0] < pair[1]), "sorted, each once");
            assert!(words.iter().all(|word| is_nfc(word)), "in the form in which texts are read");
        }
        assert!(is_filler(Lang::EN, "before") && is_filler(Lang::BN, "থেকে"));
        assert!(!is_filler(Lang::EN, "cache") && !is_filler(Lang::BN, "ক্যাশ"));
    }
}
