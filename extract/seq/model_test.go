package seq

import (
	"bytes"
	"errors"
	"testing"

	"attache/extract/seq/weights"
)

func TestUnpackRefuses(t *testing.T) {
	broken := bytes.Clone(english)
	broken[len(broken)/2] ^= 0xff
	longer := bytes.Clone(english)
	longer[len(longer)-1] = 0xff // the length it claims
	for name, data := range map[string][]byte{"nothing": nil, "no gzip": []byte("weights"), "half of it": english[:len(english)/2], "a changed byte": broken, "a false length": longer} {
		if _, err := Unpack(data); !errors.Is(err, weights.ErrBroken) {
			t.Errorf("Unpack of %s: %v, want ErrBroken", name, err)
		}
	}
	if data, err := Unpack(english); err != nil || len(data) == 0 {
		t.Errorf("Unpack of the weights: %d bytes, %v", len(data), err)
	}
}
