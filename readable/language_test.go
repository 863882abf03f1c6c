package readable

import "testing"

func TestLanguage(t *testing.T) {
	for _, tt := range []struct{ want, text string }{
		{"en", "The mayor said that the ferry would not run at night until the council had voted on it."},
		{"fr", "Le maire a dit que le bac ne circulerait pas la nuit avant que le conseil ait voté sur la question."},
		{"de", "Die Bürgermeisterin sagte, dass die Fähre nachts nicht fahren werde, bis der Rat darüber abgestimmt habe."},
		{"es", "La alcaldesa dijo que el transbordador no circularía por la noche hasta que el consejo votara sobre el asunto."},
		{"it", "La sindaca ha detto che il traghetto non viaggerà di notte finché il consiglio non avrà votato sulla questione."},
		{"pt", "A prefeita disse que a balsa não circularia à noite até que o conselho votasse sobre o assunto na cidade."},
		{"nl", "De burgemeester zei dat de veerboot niet in de nacht zou varen totdat de raad erover had gestemd."},
		{"pl", "Burmistrz powiedziała, że prom nie będzie kursował w nocy, dopóki rada nie zagłosuje w tej sprawie."},
		{"tr", "Belediye başkanı, meclis oylama yapana kadar vapurun gece çalışmayacağını ve bunun için bir karar gerektiğini söyledi."},
		{"az", "Bələdiyyə sədri bildirib ki, şura səs verənə qədər bərə gecələr işləməyəcək və bu barədə qərar olacaq."},
		{"ro", "Primarul a spus că feribotul nu va circula noaptea până când consiliul nu va vota în această privință."},
		{"cs", "Starostka řekla, že přívoz nebude v noci jezdit, dokud o tom zastupitelstvo nebude hlasovat."},
		{"hu", "A polgármester azt mondta, hogy a komp nem fog éjjel közlekedni, amíg a tanács nem szavazott róla."},
		{"sv", "Borgmästaren sade att färjan inte skulle gå på natten förrän rådet hade röstat om det."},
		{"ru", "Мэр заявила, что паром не будет ходить ночью, пока совет не проголосует по этому вопросу."},
		{"uk", "Міська голова заявила, що пором не ходитиме вночі, доки рада не проголосує щодо цього питання."},
		{"be", "Мэр заявіла, што паром не будзе хадзіць уначы, пакуль савет не прагаласуе па гэтым пытанні, а ў горадзе ціха."},
		{"bg", "Кметът заяви, че фериботът няма да се движи през нощта, докато съветът не гласува по въпроса."},
		{"sr", "Градоначелница је рекла да трајект неће саобраћати ноћу док скупштина не изгласа одлуку."},
		{"kk", "Қала әкімі кеңес дауыс бергенге дейін паром түнде жүрмейді деп мәлімдеді және шешім күтілуде."},
		{"hy", "Քաղաքապետը հայտարարեց, որ լաստանավը գիշերը չի աշխատի, մինչև խորհուրդը չքվեարկի այդ հարցով։"},
		{"ka", "მერმა განაცხადა, რომ ბორანი ღამით არ იმუშავებს, სანამ საბჭო ამ საკითხზე კენჭს არ იყრის."},
		{"el", "Η δήμαρχος είπε ότι το πορθμείο δεν θα λειτουργεί τη νύχτα μέχρι να ψηφίσει το συμβούλιο."},
		{"he", "ראש העיר אמרה כי המעבורת לא תפעל בלילה עד שהמועצה תצביע על כך בישיבה הבאה."},
		{"ar", "قالت رئيسة البلدية إن العبارة لن تعمل ليلا حتى يصوت المجلس على هذه المسألة في الجلسة القادمة."},
		{"fa", "شهردار گفت که کشتی شبانه کار نخواهد کرد تا زمانی که شورا درباره این موضوع رأی گیری کند."},
		{"ur", "میئر نے کہا کہ فیری رات کو نہیں چلے گی جب تک کونسل اس معاملے پر ووٹ نہ دے دے۔"},
		{"ko", "시장은 의회가 이 문제에 대해 표결할 때까지 여객선이 밤에 운항하지 않을 것이라고 말했다."},
		{"ja", "市長は、議会がこの問題について採決するまで、フェリーは夜間に運航しないと述べた。"},
		{"zh", "市长表示，在议会就此问题进行表决之前，渡轮将不会在夜间运行，居民对此反应不一。"},
		{"th", "นายกเทศมนตรีกล่าวว่าเรือข้ามฟากจะไม่ให้บริการในเวลากลางคืนจนกว่าสภาจะลงมติในเรื่องนี้"},
		{"hi", "महापौर ने कहा कि जब तक परिषद इस मामले पर मतदान नहीं करती तब तक रात में नौका नहीं चलेगी।"},
		{"", "Brandt, Reyl, Corr, Fenn, Holt, Kane, Linden, Marrow, Weir"}, // names alone
		{"", "The ferry will not run"}, // too short
		{"", "1 2 3 4 5 6 7 8 9 10 11 12"},
		{"", ""},
	} {
		if got := Language(tt.text); got != tt.want {
			t.Errorf("Language(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}
