package faketds

import (
	"encoding/binary"
	"fmt"
	"unicode/utf16"
)

func toUTF16(text string) (b []byte) {
	for _, unit := range utf16.Encode([]rune(text)) {
		b = binary.LittleEndian.AppendUint16(b, unit)
	}
	return b
}

func fromUTF16(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}

func toLatin1(text string) (b []byte) {
	for _, r := range text {
		if r > 0xFF {
			panic(fmt.Sprintf("faketds: %q is not Latin 1: use a national type", text))
		}
		b = append(b, byte(r))
	}
	return b
}

func fromLatin1(b []byte) string {
	runes := make([]rune, len(b))
	for i, c := range b {
		runes[i] = rune(c)
	}
	return string(runes)
}
