package markdown

import (
	"baken.example/baken/internal/markdown/typography"
)

func testOptions() Options {
	return Options{
		Language: "en",
		Quotes:   typography.Quotes{OpenDouble: "“", CloseDouble: "”", OpenSingle: "‘", CloseSingle: "’", Apostrophe: "’"},
		Strings: map[string]string{
			"Footnotes": "Notes", "FootnoteBack": "Back to the text", "TableLabel": "A & B", "CalloutNote": "Note",
			"CalloutTip": "Tip", "CalloutImportant": "Important", "CalloutWarning": "Warning", "CalloutCaution": "Caution",
			"VideoCaptions": "Captions", "VideoDownload": "Download", "VideoElsewhere": "Watch on",
		},
		Terms: []Term{
			{ID: "wbni", Forms: []string{"Wbni"}},
			{ID: "avg", Forms: []string{"AVG", "GDPR"}},
			{ID: "ncsc", Forms: []string{"NCSC", "national cyber security centre"}},
			{ID: "csirt", Forms: []string{"CSIRT", "CSIRTs", "CSIRT's"}},
			{ID: "national-csirt", Forms: []string{"national CSIRT"}},
			{ID: "cert", Forms: []string{"CERT", "computer emergency response team", "computer emergency response teams"}},
			{ID: "partnership", Forms: []string{"partnership", "partnerships"}},
			{ID: "constituency", Forms: []string{"constituency"}},
		},
	}
}
