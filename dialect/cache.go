package dialect

import (
	"hash/maphash"
	"sync"
)

// A textCache keeps the texts of statements, so that a statement of a shape
// compiled before allocates no text. It is bounded: a full shard drops an
// arbitrary entry for a new one.
type textCache struct {
	shards [cacheShards]cacheShard
}

type cacheShard struct {
	sync.RWMutex
	texts map[string]string
	_     [32]byte // keeps the locks of neighbours on different cache lines
}

const (
	cacheShards       = 16
	cacheShardEntries = 64
	// cacheTextBytes is the longest text that is worth keeping: longer ones are
	// those with a placeholder for each of many values, which rarely come again.
	cacheTextBytes = 16 << 10
)

var cacheSeed = maphash.MakeSeed()

// intern gives text as a string, the one it gave before where it can.
func (t *textCache) intern(text []byte) string {
	if len(text) > cacheTextBytes {
		return string(text)
	}
	shard := &t.shards[maphash.Bytes(cacheSeed, text)%cacheShards]
	shard.RLock()
	s, ok := shard.texts[string(text)]
	shard.RUnlock()
	if ok {
		return s
	}
	s = string(text)
	shard.Lock()
	defer shard.Unlock()
	if shard.texts == nil {
		shard.texts = make(map[string]string, cacheShardEntries)
	}
	if len(shard.texts) >= cacheShardEntries {
		for old := range shard.texts {
			delete(shard.texts, old)
			break
		}
	}
	shard.texts[s] = s
	return s
}
