package sqlite

import (
	"cmp"
	"math"
	"strings"
)

// CompareDecimals compares two texts as the numbers that they spell, exactly and
// whatever their length: it gives -1, 0 or 1. An exponent may follow, as in 1e3.
// What is no number comes after all that are, in the order of its bytes.
//
// It is the collation DECIMAL of columns of decimals, which every connection of
// this driver has. Register it under that name with another driver.
func CompareDecimals(a, b string) int {
	x, xNumber := parseNumeral(a)
	y, yNumber := parseNumeral(b)
	switch {
	case xNumber && yNumber:
		return x.compare(y)
	case xNumber:
		return -1
	case yNumber:
		return 1
	}
	return strings.Compare(a, b)
}

// A numeral is a number as its text has it: sign × 0.digits × 10^magnitude. The
// digits begin with one that is not 0 and may have a point among them.
type numeral struct {
	digits    string
	magnitude int
	sign      int // 0 of the number 0
}

func parseNumeral(s string) (numeral, bool) {
	n := numeral{sign: 1}
	if s != "" && (s[0] == '-' || s[0] == '+') {
		if s[0] == '-' {
			n.sign = -1
		}
		s = s[1:]
	}
	first, point, end, any := -1, -1, 0, false
	for end < len(s) {
		switch b := s[end]; {
		case b >= '0' && b <= '9':
			any = true
			if b != '0' && first < 0 {
				first = end
			}
		case b == '.' && point < 0:
			point = end
		default:
			exponent, ok := parseExponent(s[end:])
			if !ok {
				return n, false
			}
			n.magnitude = exponent
			return n.place(s[:end], first, point), any
		}
		end++
	}
	return n.place(s, first, point), any
}

// place says where the point of the digits is.
func (n numeral) place(digits string, first, point int) numeral {
	if first < 0 {
		return numeral{}
	}
	if point < 0 {
		point = len(digits)
	}
	n.magnitude += point - first
	if first > point {
		n.magnitude++ // the point itself is no digit
	}
	n.digits = digits[first:]
	return n
}

// parseExponent reads e3, E+3 or e-3.
func parseExponent(s string) (exponent int, ok bool) {
	if s[0] != 'e' && s[0] != 'E' {
		return 0, false
	}
	sign, digits := 1, s[1:]
	if digits != "" && (digits[0] == '-' || digits[0] == '+') {
		if digits[0] == '-' {
			sign = -1
		}
		digits = digits[1:]
	}
	for i := range len(digits) {
		if digits[i] < '0' || digits[i] > '9' || exponent > math.MaxInt32 {
			return 0, false
		}
		exponent = exponent*10 + int(digits[i]-'0')
	}
	return sign * exponent, digits != ""
}

func (n numeral) compare(other numeral) int {
	if order := cmp.Compare(n.sign, other.sign); order != 0 || n.sign == 0 {
		return order
	}
	order := cmp.Compare(n.magnitude, other.magnitude)
	if order == 0 {
		order = compareDigits(n.digits, other.digits)
	}
	return n.sign * order
}

// compareDigits compares digits from the first on. A point among them is passed
// over, and zeros at the end do not count.
func compareDigits(a, b string) int {
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		x, y := byte('0'), byte('0')
		if i < len(a) {
			if x = a[i]; x == '.' {
				i++
				continue
			}
		}
		if j < len(b) {
			if y = b[j]; y == '.' {
				j++
				continue
			}
		}
		if x != y {
			return cmp.Compare(x, y)
		}
		i, j = i+1, j+1
	}
	return 0
}
